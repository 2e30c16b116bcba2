package dev.sequitur.trigger.state;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of what came of calls. The latest of all replicas stays. */
final class ActivityTable {

  private static final String MERGE =
      """
      INSERT INTO trigger_activity AS a
        (workspace, uid, last_event, last_event_at, last_refusal, last_refused_at, refused_in_a_row)
      SELECT * FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::bigint[])
      ON CONFLICT (uid) DO UPDATE SET
        last_event = CASE WHEN EXCLUDED.last_event_at >= coalesce(a.last_event_at, '-infinity')
          THEN EXCLUDED.last_event ELSE a.last_event END,
        last_event_at = greatest(a.last_event_at, EXCLUDED.last_event_at),
        last_refusal = CASE WHEN EXCLUDED.last_refused_at >= coalesce(a.last_refused_at, '-infinity')
          THEN EXCLUDED.last_refusal ELSE a.last_refusal END,
        last_refused_at = greatest(a.last_refused_at, EXCLUDED.last_refused_at),
        refused_in_a_row = EXCLUDED.refused_in_a_row
          + CASE WHEN EXCLUDED.last_event_at > coalesce(a.last_event_at, '-infinity') THEN 0 ELSE a.refused_in_a_row END
      """;

  private static final String FIND =
      """
      SELECT last_event, last_event_at, last_refusal, last_refused_at, refused_in_a_row
      FROM trigger_activity WHERE uid = ?
      """;

  private ActivityTable() {}

  static void merge(Connection connection, List<Activities.Fresh> all) throws SQLException {
    try (var insert = connection.prepareStatement(MERGE)) {
      bind(insert, 1, "text", all, one -> one.activity().workspace());
      bind(insert, 2, "uuid", all, one -> one.activity().trigger());
      bind(insert, 3, "uuid", all, one -> one.seen().event());
      bind(insert, 4, "timestamptz", all, one -> one.seen().eventAt());
      bind(insert, 5, "text", all, one -> one.seen().refusal());
      bind(insert, 6, "timestamptz", all, one -> one.seen().refusedAt());
      bind(insert, 7, "bigint", all, Activities.Fresh::refusals);
      insert.executeUpdate();
    }
  }

  private static void bind(
      PreparedStatement insert,
      int place,
      String type,
      List<Activities.Fresh> all,
      Function<Activities.Fresh, @Nullable Object> column)
      throws SQLException {
    var values = all.stream().map(column).toArray();
    insert.setArray(place, insert.getConnection().createArrayOf(type, values));
  }

  static Optional<Activity.Seen> find(Connection connection, UUID trigger) throws SQLException {
    try (var select = connection.prepareStatement(FIND)) {
      select.setObject(1, trigger);
      try (var found = select.executeQuery()) {
        return found.next() ? Optional.of(seen(found)) : Optional.empty();
      }
    }
  }

  private static Activity.Seen seen(ResultSet found) throws SQLException {
    return new Activity.Seen(
        found.getObject(1, UUID.class),
        instant(found, 2),
        found.getString(3),
        instant(found, 4),
        found.getLong(5));
  }

  private static @Nullable Instant instant(ResultSet found, int column) throws SQLException {
    var time = found.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
