package dev.sequitur.kit.kafka;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where the broker is, and whether topics are made here. */
@ConfigMapping(prefix = "sequitur.kafka")
public interface KafkaConfig {

  /** {@code host:port}, comma-separated. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();

  /**
   * File with settings of all clients towards this broker, as Kafka's own tools take them: {@code
   * security.*}, {@code sasl.*}, {@code ssl.*}. Without it the connection is plain.
   */
  Optional<String> clientFile();

  /** Make missing internal topics at start-up; off where an operator gives them. */
  @WithDefault("true")
  boolean createTopics();

  /** How long the producer waits for more records before it sends, 0 to 5 ms. */
  @WithDefault("1ms")
  Duration linger();

  /** Replication factor of topics made here. */
  @WithDefault("1")
  short replicationFactor();

  /** Take the catalogue's cluster partition counts instead of those for one machine. */
  @WithDefault("false")
  boolean clusterPartitions();

  /**
   * Stable name of this replica (launcher, StatefulSet ordinal): makes group membership static, so
   * that a restarted replica takes its own partitions back at once.
   */
  Optional<String> instanceId();
}
