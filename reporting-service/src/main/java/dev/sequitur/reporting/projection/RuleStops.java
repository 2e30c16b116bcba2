package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Topics;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What kept rules from a run, each event counted once. A batch of matching that is repeated after a
 * crash or by a replica that has lost its partitions says its summary again, perhaps cut otherwise.
 * Whoever matches begins where offsets were committed, which is never beyond what was said; so all
 * events before the highest one that was counted have been told of.
 */
final class RuleStops {

  private RuleStops() {}

  /**
   * A rule was kept from a run.
   *
   * @param times how often, of what was not counted before
   */
  record Stop(EventsMatched.Stopped said, int times) {}

  /** Who has counted, beside who has read. */
  static String reader(String group) {
    return group + ".stops";
  }

  /** Moves on what is counted past the summaries; gives back what is new in them. */
  static List<Stop> advance(Connection connection, String group, List<EventsMatched> summaries)
      throws SQLException {
    if (summaries.isEmpty()) {
      return List.of();
    }
    var next = new HashMap<TopicPartition, Long>();
    summaries.forEach(summary -> next.merge(partition(summary), summary.to() + 1, Math::max));
    return fresh(summaries, Positions.move(connection, reader(group), next));
  }

  /**
   * What is new in summaries.
   *
   * @param counted the offset of each partition before which all is counted
   */
  static List<Stop> fresh(List<EventsMatched> summaries, Map<TopicPartition, Long> counted) {
    var upTo = new HashMap<>(counted);
    var fresh = new ArrayList<Stop>();
    for (var summary : summaries) {
      var from = upTo.getOrDefault(partition(summary), 0L);
      for (var stopped : summary.stopped()) {
        var times = stopped.timesSince(from - summary.from());
        if (times > 0) {
          fresh.add(new Stop(stopped, times));
        }
      }
      upTo.merge(partition(summary), summary.to() + 1, Math::max);
    }
    return fresh;
  }

  private static TopicPartition partition(EventsMatched summary) {
    return new TopicPartition(Topics.EVENTS.name(), summary.partition());
  }
}
