# One recipe for the six services and for what runs before them. Build first (./mvnw -DskipTests package), then:
#   docker build --target service --build-arg SERVICE=gateway -t sequitur/gateway .
#   docker build --target migration -t sequitur/migration .
# container/build does all seven. BASE needs a JRE 25 and a shell, nothing else.
ARG BASE=eclipse-temurin:25-jre

# First, because builders without BuildKit make every stage before the one they are asked for.
FROM ${BASE} AS migration
RUN for part in kept database gateway trigger-service rule-service executor-service notification-service reporting-service; do \
    mkdir -p /secrets/$part; done && chown -R 10001:10001 /secrets
COPY local/target/lib/ /app/lib/
COPY local/target/classes/ /app/classes/
COPY gateway/src/main/resources/db/migration/ /app/services/gateway/
COPY trigger-service/src/main/resources/db/migration/ /app/services/trigger-service/
COPY rule-service/src/main/resources/db/migration/ /app/services/rule-service/
COPY executor-service/src/main/resources/db/migration/ /app/services/executor-service/
COPY notification-service/src/main/resources/db/migration/ /app/services/notification-service/
COPY reporting-service/src/main/resources/db/migration/ /app/services/reporting-service/
WORKDIR /app
USER 10001:10001
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=40", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", "/app/classes:/app/lib/*", \
  "dev.sequitur.local.Main"]

FROM ${BASE} AS untrained
ARG SERVICE
# A volume that is mounted here begins with this owner: who runs the service may read what is handed out to it.
RUN mkdir -p /app/config && chown -R 10001:10001 /app/config
COPY container/healthy container/jvm.options /app/
COPY ${SERVICE}/target/quarkus-app/lib/ /app/lib/
COPY ${SERVICE}/target/quarkus-app/quarkus/ /app/quarkus/
COPY ${SERVICE}/target/quarkus-app/app/ /app/app/
# All on one class path, in an order that stays: a JVM keeps and finds again what its own loader has loaded from there, and not
# what Quarkus' loader does behind quarkus-run.jar.
# What Quarkus has changed of other jars comes before them.
RUN printf -- '-cp\n%s\n' "$(printf ':%s' /app/quarkus/*.jar /app/app/*.jar /app/lib/boot/*.jar /app/lib/main/*.jar | cut -c2-)" \
  > /app/class-path.options
WORKDIR /app
USER 10001:10001
ENV QUARKUS_HTTP_HOST=0.0.0.0

# Keys that nobody will use, for a service does not start without any.
FROM migration AS drawn
RUN ["java", "-XX:+UseSerialGC", "-cp", "/app/classes:/app/lib/*", "dev.sequitur.local.Main", "secrets", "--folder", "/tmp/drawn", \
  "--hand-out", "/secrets"]

# Started once, so that the JVM keeps what it has loaded. Only this JVM with these jars can use that, so it is done here and not outside.
FROM untrained AS trained
ARG SERVICE
COPY --from=drawn --chown=10001:10001 /secrets/${SERVICE}/ /app/config/
COPY container/train /tmp/train
RUN ["/tmp/train"]

FROM untrained AS service
COPY --from=trained /tmp/service.aot /app/
ENTRYPOINT ["java", "@/app/jvm.options", "@/app/class-path.options", "-XX:AOTCache=/app/service.aot", "io.quarkus.runner.GeneratedMain"]
