package dev.sequitur.reporting.projection;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.kafka.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * H7: a batch folded per id, one statement a table, with the positions, in one transaction. Tables
 * are written in one order by everybody, and rows in the order of their ids: no deadlocks.
 */
@ApplicationScoped
public class Projection {

  private final PathDatabase database;
  private final EventListener listener;
  private final ProjectionMetrics metrics;
  private final OpenRuns open;
  private final InstantSource clock;

  Projection(
      PathDatabase database,
      EventListener listener,
      ProjectionMetrics metrics,
      OpenRuns open,
      InstantSource clock) {
    this.database = database;
    this.listener = listener;
    this.metrics = metrics;
    this.open = open;
    this.clock = clock;
  }

  /** Stored positions of the given partitions. */
  public Map<TopicPartition, Long> positions(String group, Set<TopicPartition> partitions) {
    var stored =
        new HashMap<>(
            database.<Map<TopicPartition, Long>>transact(
                transaction -> Positions.stored(transaction.connection(), group)));
    stored.keySet().retainAll(partitions);
    open.tookOver();
    return stored;
  }

  /** Applies what the group has not applied yet; a batch may come any number of times. */
  public void apply(String group, Batch<Fact> batch) {
    var rows =
        database.<Rows>transact(
            transaction -> {
              var connection = transaction.connection();
              var folded = Folded.of(Positions.advance(connection, group, batch));
              return write(connection, group, folded);
            });
    metrics.written(rows.events(), rows.runs().size());
    open.saw(rows.runs(), clock.instant());
  }

  private record Rows(int events, List<RunTable.Written> runs) {}

  private Rows write(Connection connection, String group, Folded folded) throws SQLException {
    var events =
        folded.events().isEmpty()
            ? List.<EventTable.Written>of()
            : EventTable.merge(connection, folded.events().values());
    var runs =
        folded.runs().isEmpty()
            ? List.<RunTable.Written>of()
            : RunTable.merge(connection, folded.runs().values());
    Emissions.add(connection, folded.runs().values());
    ShadowTables.add(connection, folded.shadows());
    CountTables.addEvents(connection, EventCounts.deltas(events));
    var stops = RuleStops.advance(connection, group, folded.stopped());
    CountTables.addThings(
        connection, new HourlySums().events(events).runs(runs).stops(stops).deltas());
    LiveTables.tell(connection, events, runs);
    listener.heard(connection, folded.events().values());
    return new Rows(events.size(), runs);
  }
}
