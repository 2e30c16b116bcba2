package dev.sequitur.notification.inbox;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.notification.domain.Notification;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Puts notifications into inboxes, once per cause however often they come. */
@ApplicationScoped
public class Inbox {

  /** Rows of one statement; bounds its memory, not the transaction. */
  private static final int AT_ONCE = 1_000;

  private static final String INSERT =
      """
      INSERT INTO notifications (id, workspace, recipient, subscription_uid, subscription, severity, outcome,
          title, code, rule, run_id, command_id, generation, event_id, created_at)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[], ?::text[],
          ?::text[], ?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::int[], ?::uuid[], ?::timestamptz[])
      ON CONFLICT (id) DO NOTHING
      """;

  /** A column's array type, and its value for a row; in the order of the statement. */
  private record Column(String type, Function<Notification, ?> value) {}

  private static final List<Column> COLUMNS =
      List.of(
          new Column("uuid", Notification::id),
          new Column("text", told -> told.fact().workspace()),
          new Column("text", told -> told.recipient().key()),
          new Column("uuid", told -> told.subscription().uid()),
          new Column("text", told -> told.subscription().name()),
          new Column("text", told -> told.fact().happening().severity().name()),
          new Column("text", told -> told.fact().happening().name()),
          new Column("text", Notification::title),
          new Column("text", told -> told.fact().code()),
          new Column("text", told -> told.fact().starter().name()),
          new Column("uuid", told -> told.fact().runId()),
          new Column("uuid", told -> told.fact().commandId()),
          new Column("int", told -> told.fact().generation()),
          new Column("uuid", told -> told.fact().event().id()),
          new Column("text", told -> told.at().toString()));

  private final PathDatabase database;
  private final Counter told;
  private final Counter duplicates;

  Inbox(PathDatabase database, MeterRegistry metrics) {
    this.database = database;
    this.told =
        Counter.builder("sequitur.notification.told")
            .description("notifications put into inboxes")
            .register(metrics);
    this.duplicates =
        Counter.builder("sequitur.notification.duplicates")
            .description("notifications that were in the inbox already")
            .register(metrics);
  }

  /** Stores what is not there yet, in one transaction. */
  public void put(List<Notification> notifications) {
    if (notifications.isEmpty()) {
      return;
    }
    // In one order for all replicas, or two of them could wait for each other's rows.
    var sorted = notifications.stream().sorted(Comparator.comparing(Notification::id)).toList();
    int stored =
        database.transact(
            transaction -> {
              int rows = 0;
              for (int from = 0; from < sorted.size(); from += AT_ONCE) {
                var some = sorted.subList(from, Math.min(from + AT_ONCE, sorted.size()));
                rows += insert(transaction.connection(), some);
              }
              return rows;
            });
    told.increment(stored);
    duplicates.increment(sorted.size() - stored);
  }

  private static int insert(Connection connection, List<Notification> rows) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      for (int i = 0; i < COLUMNS.size(); i++) {
        var column = COLUMNS.get(i);
        var values = rows.stream().map(column.value()).toArray();
        insert.setArray(i + 1, connection.createArrayOf(column.type(), values));
      }
      return insert.executeUpdate();
    }
  }
}
