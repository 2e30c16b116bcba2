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

FROM ${BASE} AS service
ARG SERVICE
# A volume that is mounted here begins with this owner: who runs the service may read what is handed out to it.
RUN mkdir -p /app/config && chown -R 10001:10001 /app/config
COPY container/healthy /app/healthy
COPY ${SERVICE}/target/quarkus-app/lib/ /app/lib/
COPY ${SERVICE}/target/quarkus-app/quarkus-run.jar /app/
COPY ${SERVICE}/target/quarkus-app/quarkus/ /app/quarkus/
COPY ${SERVICE}/target/quarkus-app/app/ /app/app/
WORKDIR /app
USER 10001:10001
ENV QUARKUS_HTTP_HOST=0.0.0.0
# Of what the container has, 40 % is heap: threads, code, and Kafka's and Netty's buffers need the rest. Half of the heap is for what is
# new, and half of that for what survives: a batch that is being worked on outlives a collection or two and must not grow old by it.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=40", "-XX:InitialRAMPercentage=10", "-Xss512k", "-XX:+UseSerialGC", \
  "-XX:NewRatio=1", "-XX:SurvivorRatio=2", "-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED", \
  "--sun-misc-unsafe-memory-access=allow", "-jar", "/app/quarkus-run.jar"]
