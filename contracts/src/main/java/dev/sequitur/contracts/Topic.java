package dev.sequitur.contracts;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One internal topic as it must exist.
 *
 * @param name full name, {@code sequitur.<name>.v1}
 * @param partitionsLocal partitions on one machine
 * @param partitionsDefault partitions in a cluster
 * @param retention how long records are kept; null for a compacted topic
 * @param logAppendTime true if the broker stamps the records (the instant decides)
 * @param maxMessageBytes largest record, bytes
 */
public record Topic(
    String name,
    int partitionsLocal,
    int partitionsDefault,
    @Nullable Duration retention,
    boolean logAppendTime,
    int maxMessageBytes) {

  /** Topic-level configuration as Kafka's own keys and values. */
  public Map<String, String> configuration() {
    var stamped = logAppendTime ? "LogAppendTime" : "CreateTime";
    var size = Integer.toString(maxMessageBytes);
    if (retention == null) {
      return Map.of(
          "cleanup.policy", "compact",
          "message.timestamp.type", stamped,
          "max.message.bytes", size);
    }
    return Map.of(
        "cleanup.policy",
        "delete",
        "retention.ms",
        Long.toString(retention.toMillis()),
        "message.timestamp.type",
        stamped,
        "max.message.bytes",
        size);
  }
}
