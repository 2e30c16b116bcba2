package dev.sequitur.trigger.schedule;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The table of schedules in force: claimed when due, and advanced. */
final class ScheduleTable {

  // Skip locked rows: another replica is firing them. A change that is in force at the next nominal
  // instant is applied first: nothing fires by an old version after effectiveFrom.
  private static final String CLAIM =
      """
      SELECT s.workspace, s.uid, s.name, s.version, s.spec, s.next_nominal_at, c.effective_from, now()
      FROM schedules s
      LEFT JOIN LATERAL (SELECT min(effective_from) AS effective_from FROM schedule_changes WHERE uid = s.uid) c ON true
      WHERE s.next_due_at <= now() AND (c.effective_from IS NULL OR c.effective_from > s.next_nominal_at)
      ORDER BY s.next_due_at LIMIT ? FOR UPDATE OF s SKIP LOCKED
      """;

  private static final String ADVANCE =
      """
      UPDATE schedules s SET next_nominal_at = n.nominal_at, next_due_at = n.due_at, state = n.state, waits = n.waits,
        last_fired_nominal_at = coalesce(n.fired_at, s.last_fired_nominal_at),
        last_fired_at = CASE WHEN n.fired_at IS NULL THEN s.last_fired_at ELSE now() END,
        last_misfired_nominal_at = coalesce(n.misfired_at, s.last_misfired_nominal_at)
      FROM unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::timestamptz[], ?::timestamptz[],
        ?::bool[])
        AS n(uid, nominal_at, due_at, state, fired_at, misfired_at, waits)
      WHERE s.uid = n.uid
      """;

  private static final String MILLIS_UNTIL_NEXT =
      """
      SELECT ceil(extract(epoch FROM least(
        (SELECT min(next_due_at) FROM schedules WHERE next_due_at IS NOT NULL),
        (SELECT min(effective_from) FROM schedule_changes)) - clock_timestamp()) * 1000)::bigint
      """;

  private final Connection connection;

  ScheduleTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * Where a schedule stands when its due instants were dealt with.
   *
   * @param fired the latest of them that fired
   * @param misfired the latest that was let go, but by the trigger's own filter
   * @param waits whether {@code nominal} has come and waits for its turn
   */
  record Next(
      UUID uid,
      @Nullable Instant nominal,
      @Nullable Instant due,
      String state,
      @Nullable Instant fired,
      @Nullable Instant misfired,
      boolean waits) {

    /** It rests until it is published again. */
    static Next unusable(UUID uid) {
      return new Next(uid, null, null, "UNUSABLE", null, null, false);
    }
  }

  Claimed claim(int atMost) throws SQLException {
    try (var select = connection.prepareStatement(CLAIM)) {
      select.setInt(1, atMost);
      var rows = new ArrayList<Claimed.Row>();
      var now = Instant.EPOCH;
      try (var found = select.executeQuery()) {
        while (found.next()) {
          rows.add(row(found));
          now = found.getObject(8, OffsetDateTime.class).toInstant();
        }
      }
      return new Claimed(rows, now);
    }
  }

  private static Claimed.Row row(ResultSet found) throws SQLException {
    var until = found.getObject(7, OffsetDateTime.class);
    return new Claimed.Row(
        found.getString(1),
        found.getObject(2, UUID.class),
        found.getString(3),
        found.getInt(4),
        found.getString(5),
        found.getObject(6, OffsetDateTime.class).toInstant(),
        until == null ? null : until.toInstant());
  }

  void advance(List<Next> all) throws SQLException {
    try (var update = connection.prepareStatement(ADVANCE)) {
      bind(update, 1, "uuid", all, Next::uid);
      bind(update, 2, "timestamptz", all, Next::nominal);
      bind(update, 3, "timestamptz", all, Next::due);
      bind(update, 4, "text", all, Next::state);
      bind(update, 5, "timestamptz", all, Next::fired);
      bind(update, 6, "timestamptz", all, Next::misfired);
      bind(update, 7, "bool", all, Next::waits);
      update.executeUpdate();
    }
  }

  private void bind(
      PreparedStatement update,
      int place,
      String type,
      List<Next> all,
      Function<Next, @Nullable Object> column)
      throws SQLException {
    update.setArray(place, connection.createArrayOf(type, all.stream().map(column).toArray()));
  }

  /** Milliseconds until something is due, by the database's clock, or {@code most} if less. */
  long millisUntilNext(long most) throws SQLException {
    try (var select = connection.prepareStatement(MILLIS_UNTIL_NEXT);
        var found = select.executeQuery()) {
      found.next();
      var millis = found.getLong(1);
      return found.wasNull() ? most : Math.min(millis, most);
    }
  }
}
