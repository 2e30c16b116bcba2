package dev.sequitur.e2e.load;

import dev.sequitur.contracts.Topics;
import dev.sequitur.local.platform.LocalPlatform;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What became of the orders of one load, as the ledger and the projection have it.
 *
 * @param effects how many of the orders' effects are in each state
 * @param runs how many runs of the rule are in each state
 */
public record Tally(Map<String, Long> effects, Map<String, Long> runs) {

  private static final String EFFECTS =
      "SELECT state, count(*) FROM executor.effects WHERE request #>> '{with,body,id}' LIKE ? || '-%' GROUP BY 1";
  private static final String RUNS =
      "SELECT state, count(*) FROM reporting.runs WHERE rule_name = ? GROUP BY 1";

  /**
   * As it stands now.
   *
   * @param prefix of the orders' ids
   */
  public static Tally of(LocalPlatform platform, String rule, String prefix) throws SQLException {
    return new Tally(count(platform, EFFECTS, prefix), count(platform, RUNS, rule));
  }

  /** As soon as so many runs are recorded as succeeded, or when the time is over. */
  public static Tally settled(
      LocalPlatform platform, String rule, String prefix, long runs, Duration patience)
      throws SQLException, InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    var tally = of(platform, rule, prefix);
    while (tally.runs.getOrDefault("SUCCEEDED", 0L) < runs && System.nanoTime() < until) {
      Thread.sleep(200);
      tally = of(platform, rule, prefix);
    }
    return tally;
  }

  /** How many records have ever been put aside. */
  public static long quarantined(LocalPlatform platform) {
    Map<String, Object> settings = Map.of("bootstrap.servers", platform.kafka());
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions =
          consumer.partitionsFor(Topics.QUARANTINE.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      return consumer.endOffsets(partitions).values().stream().mapToLong(end -> end).sum();
    }
  }

  private static Map<String, Long> count(LocalPlatform platform, String query, String subject)
      throws SQLException {
    var counted = new TreeMap<String, Long>();
    try (var connection = platform.database().connect();
        var select = connection.prepareStatement(query)) {
      select.setString(1, subject);
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          counted.put(rows.getString(1), rows.getLong(2));
        }
      }
    }
    return counted;
  }
}
