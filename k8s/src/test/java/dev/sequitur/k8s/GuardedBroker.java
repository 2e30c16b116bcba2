package dev.sequitur.k8s;

import dev.sequitur.local.FreePorts;
import dev.sequitur.local.JavaCommand;
import dev.sequitur.local.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A real broker with Kafka's standard authorizer, which lets in whoever proves a password by SCRAM
 * and permits nothing but what its lists say.
 */
final class GuardedBroker implements AutoCloseable {

  static final String ADMIN = "admin";

  private final Path folder;
  private final int port = FreePorts.block(2);
  private final Process process;

  private GuardedBroker(Path folder, List<String> users) throws IOException, InterruptedException {
    this.folder = folder;
    Files.writeString(settings(), text());
    var format =
        java()
            .arguments("kafka.tools.StorageTool", "format", "--standalone", "-t")
            .arguments("AAAAAAAAQACAAAAAAAAAAQ", "-c", settings().toString());
    for (var user : users) {
      format =
          format.arguments(
              "--add-scram", "SCRAM-SHA-512=[name=%s,password=%s]".formatted(user, password(user)));
    }
    run(format.command());
    process =
        new ProcessBuilder(java().arguments("kafka.Kafka", settings().toString()).command())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("broker.log").toFile())
            .start();
  }

  static GuardedBroker start(Path folder, List<String> users)
      throws IOException, InterruptedException {
    return new GuardedBroker(folder, users);
  }

  String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  static String password(String user) {
    return "of-" + user;
  }

  /** As Strimzi writes it into the user's Secret. */
  static String proof(String user) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required "
        + "username=\"%s\" password=\"%s\";".formatted(user, password(user));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private JavaCommand java() {
    return JavaCommand.classPath(Repository.find().brokerJars())
        .options(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
  }

  private Path settings() {
    return folder.resolve("server.properties");
  }

  private void run(List<String> command) throws IOException, InterruptedException {
    var log = folder.resolve("format.log");
    var format =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    if (!format.waitFor(60, TimeUnit.SECONDS) || format.exitValue() != 0) {
      throw new IllegalStateException(Files.readString(log));
    }
  }

  /** The controller is asked by the broker alone, on loopback: nobody proves anything there. */
  private String text() {
    return """
    process.roles=broker,controller
    node.id=1
    controller.quorum.bootstrap.servers=127.0.0.1:%2$d
    listeners=SASL://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    advertised.listeners=SASL://127.0.0.1:%1$d,CONTROLLER://127.0.0.1:%2$d
    listener.security.protocol.map=SASL:SASL_PLAINTEXT,CONTROLLER:PLAINTEXT
    inter.broker.listener.name=SASL
    controller.listener.names=CONTROLLER
    sasl.enabled.mechanisms=SCRAM-SHA-512
    sasl.mechanism.inter.broker.protocol=SCRAM-SHA-512
    listener.name.sasl.scram-sha-512.sasl.jaas.config=%4$s
    authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
    super.users=User:admin;User:ANONYMOUS
    log.dirs=%3$s
    auto.create.topics.enable=true
    offsets.topic.num.partitions=1
    offsets.topic.replication.factor=1
    transaction.state.log.replication.factor=1
    transaction.state.log.min.isr=1
    share.coordinator.state.topic.replication.factor=1
    share.coordinator.state.topic.min.isr=1
    group.initial.rebalance.delay.ms=0
    log.cleaner.dedupe.buffer.size=8388608
    """
        .formatted(port, port + 1, folder.resolve("data"), proof(ADMIN));
  }
}
