package dev.sequitur.kit.test;

import dev.sequitur.local.broker.LocalBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * A real broker: in a container where an engine answers, else as a process of its own. {@code
 * -Dsequitur.test.kafka=embedded|container} forces one.
 */
sealed interface TestBroker extends AutoCloseable {

  String bootstrapServers();

  @Override
  void close();

  static TestBroker start(Path folder) {
    return switch (System.getProperty("sequitur.test.kafka", "auto")) {
      case "embedded" -> new Embedded(LocalBroker.start(folder));
      case "container" -> Contained.start();
      case "auto" ->
          anEngineAnswers() ? Contained.start() : new Embedded(LocalBroker.start(folder));
      case String other ->
          throw new IllegalArgumentException(
              "sequitur.test.kafka must be embedded, container or auto, not " + other);
    };
  }

  /** Asks only where there may be one: a question to nobody takes seconds. */
  private static boolean anEngineAnswers() {
    return (System.getenv("DOCKER_HOST") != null || Files.exists(Path.of("/var/run/docker.sock")))
        && DockerClientFactory.instance().isDockerAvailable();
  }

  /** A process of its own, from the jars that {@code local} has collected. */
  record Embedded(LocalBroker broker) implements TestBroker {

    @Override
    public String bootstrapServers() {
      return broker.bootstrapServers();
    }

    @Override
    public void close() {
      broker.close();
    }
  }

  /**
   * A container of the image named by {@code sequitur.test.kafka.image}: one that is used as Apache
   * Kafka's own is, whatever it is called.
   */
  record Contained(KafkaContainer container) implements TestBroker {

    static Contained start() {
      var image = System.getProperty("sequitur.test.kafka.image", "apache/kafka:4.1.1");
      var container =
          new KafkaContainer(
              DockerImageName.parse(image).asCompatibleSubstituteFor("apache/kafka"));
      container.start();
      return new Contained(container);
    }

    @Override
    public String bootstrapServers() {
      return container.getBootstrapServers();
    }

    @Override
    public void close() {
      container.stop();
    }
  }
}
