package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.Columns;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.Received;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * How far a group has got on each partition. Moving a position locks its row until the end of the
 * transaction and tells where it stood: whoever brings records from before that, a redelivery or a
 * process that was paused and lost its partitions, has them cut off. So each record is applied
 * once.
 */
final class Positions {

  private static final String ADVANCE =
      """
      INSERT INTO positions AS p (reader, topic, partition, next_offset, seen_at)
      SELECT ?, * FROM unnest(?::text[], ?::int[], ?::bigint[], ?::timestamptz[])
      ON CONFLICT (reader, topic, partition) DO UPDATE SET
        next_offset = greatest(p.next_offset, excluded.next_offset),
        seen_at = coalesce(greatest(p.seen_at, excluded.seen_at), p.seen_at, excluded.seen_at)
      RETURNING new.topic, new.partition, coalesce(old.next_offset, 0)
      """;
  private static final String STORED =
      "SELECT topic, partition, next_offset FROM positions WHERE reader = ?";
  private static final Comparator<TopicPartition> ORDER =
      Comparator.comparing(TopicPartition::topic).thenComparing(TopicPartition::partition);

  private Positions() {}

  private record Step(TopicPartition partition, long next, @Nullable Instant seenAt) {}

  /** Moves the group's positions past the batch; gives back those of its records that are new. */
  static List<Received<Fact>> advance(Connection connection, String group, Batch<Fact> batch)
      throws SQLException {
    var before = advance(connection, group, steps(batch));
    return batch.stream()
        .filter(record -> record.offset() >= before.getOrDefault(partition(record), 0L))
        .toList();
  }

  /**
   * Moves a reader's positions where they are behind.
   *
   * @return where they stood, 0 where they did not stand yet
   */
  static Map<TopicPartition, Long> move(
      Connection connection, String reader, Map<TopicPartition, Long> next) throws SQLException {
    return advance(
        connection,
        reader,
        next.entrySet().stream()
            .map(step -> new Step(step.getKey(), step.getValue(), null))
            .sorted(Comparator.comparing(Step::partition, ORDER))
            .toList());
  }

  private static Map<TopicPartition, Long> advance(
      Connection connection, String reader, List<Step> steps) throws SQLException {
    var before = new HashMap<TopicPartition, Long>();
    try (var statement = connection.prepareStatement(ADVANCE)) {
      bind(statement, reader, steps);
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          before.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
    }
    return before;
  }

  /** Where the group stands; partitions that it never read are absent. */
  static Map<TopicPartition, Long> stored(Connection connection, String group) throws SQLException {
    try (var statement = connection.prepareStatement(STORED)) {
      statement.setString(1, group);
      var stored = new HashMap<TopicPartition, Long>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          stored.put(new TopicPartition(rows.getString(1), rows.getInt(2)), rows.getLong(3));
        }
      }
      return stored;
    }
  }

  private static void bind(PreparedStatement statement, String group, List<Step> steps)
      throws SQLException {
    statement.setString(1, group);
    new Columns<>(statement, steps)
        .from(2)
        .texts(step -> step.partition().topic())
        .ints(step -> step.partition().partition())
        .longs(Step::next)
        .instants(Step::seenAt);
  }

  private static List<Step> steps(Batch<Fact> batch) {
    var seen = new HashMap<TopicPartition, Instant>();
    batch.forEach(record -> seen.put(partition(record), record.timestamp()));
    return batch.next().entrySet().stream()
        .map(next -> new Step(next.getKey(), next.getValue(), seen.get(next.getKey())))
        .sorted(Comparator.comparing(Step::partition, ORDER))
        .toList();
  }

  private static TopicPartition partition(Received<Fact> record) {
    return new TopicPartition(record.topic(), record.partition());
  }
}
