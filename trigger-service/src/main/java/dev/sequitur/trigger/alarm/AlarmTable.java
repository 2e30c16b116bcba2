package dev.sequitur.trigger.alarm;

import dev.sequitur.trigger.alarm.domain.AlarmKind;
import dev.sequitur.trigger.alarm.domain.Alarms.Change;
import dev.sequitur.trigger.alarm.domain.Alarms.Known;
import dev.sequitur.trigger.alarm.domain.Sight.Firings;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The latest alarm of each trigger and kind, and what alarms are decided by. */
final class AlarmTable {

  /** Any number, the same for all replicas: one of them at a time looks after alarms. */
  private static final String TURN = "SELECT pg_try_advisory_xact_lock(5183702650)";

  private static final String FACTS =
      """
      SELECT d.uid, d.workspace, d.name, d.state = 'ACTIVE', d.effective_from, now(),
        greatest(a.last_event_at, s.last_fired_at),
        s.next_nominal_at, s.next_due_at, s.last_fired_nominal_at, s.last_misfired_nominal_at
      FROM definitions d
      LEFT JOIN trigger_activity a ON a.uid = d.uid
      LEFT JOIN schedules s ON s.uid = d.uid AND s.state = 'ACTIVE'
      WHERE d.uid = ANY (?) AND d.effective_from IS NOT NULL
      """;

  private static final String KNOWN =
      "SELECT uid, kind, since, covers, ended_at IS NULL FROM trigger_alarms WHERE uid = ANY (?)";

  private static final String RAISE =
      """
      INSERT INTO trigger_alarms AS a (workspace, uid, kind, since, covers, raised_at)
      VALUES (?, ?, ?, ?::timestamptz, ?::timestamptz, now())
      ON CONFLICT (uid, kind) DO UPDATE SET since = EXCLUDED.since, covers = greatest(a.covers, EXCLUDED.covers),
        raised_at = now(), ended_at = NULL
      WHERE a.ended_at IS NOT NULL AND a.since < EXCLUDED.since
      """;

  private static final String END =
      """
      UPDATE trigger_alarms SET ended_at = now(), covers = ?::timestamptz
      WHERE uid = ? AND kind = ? AND since = ?::timestamptz AND ended_at IS NULL
      """;

  private final Connection connection;

  AlarmTable(Connection connection) {
    this.connection = connection;
  }

  /**
   * What is stored of a trigger.
   *
   * @param now the database's clock
   */
  record Facts(
      UUID uid,
      String workspace,
      String name,
      boolean isActive,
      Instant since,
      Instant now,
      @Nullable Instant lastEvent,
      Firings firings) {}

  /** False while another replica looks after alarms; true holds until the transaction ends. */
  boolean takeTurn() throws SQLException {
    try (var select = connection.prepareStatement(TURN);
        var taken = select.executeQuery()) {
      taken.next();
      return taken.getBoolean(1);
    }
  }

  /** The triggers that have an open alarm. */
  List<UUID> open() throws SQLException {
    try (var select =
            connection.prepareStatement("SELECT uid FROM trigger_alarms WHERE ended_at IS NULL");
        var found = select.executeQuery()) {
      var open = new ArrayList<UUID>();
      while (found.next()) {
        open.add(found.getObject(1, UUID.class));
      }
      return open;
    }
  }

  List<Facts> facts(Collection<UUID> triggers) throws SQLException {
    try (var select = connection.prepareStatement(FACTS)) {
      select.setArray(1, connection.createArrayOf("uuid", triggers.toArray()));
      var facts = new ArrayList<Facts>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          facts.add(facts(found));
        }
      }
      return facts;
    }
  }

  private static Facts facts(ResultSet found) throws SQLException {
    return new Facts(
        found.getObject(1, UUID.class),
        found.getString(2),
        found.getString(3),
        found.getBoolean(4),
        required(found, 5),
        required(found, 6),
        instant(found, 7),
        new Firings(instant(found, 8), instant(found, 9), instant(found, 10), instant(found, 11)));
  }

  Map<UUID, Map<AlarmKind, Known>> known(Collection<UUID> triggers) throws SQLException {
    try (var select = connection.prepareStatement(KNOWN)) {
      select.setArray(1, connection.createArrayOf("uuid", triggers.toArray()));
      var known = new HashMap<UUID, Map<AlarmKind, Known>>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          known
              .computeIfAbsent(found.getObject(1, UUID.class), _ -> new EnumMap<>(AlarmKind.class))
              .put(
                  AlarmKind.valueOf(found.getString(2)),
                  new Known(required(found, 3), required(found, 4), found.getBoolean(5)));
        }
      }
      return known;
    }
  }

  /** True if this changes anything: each spell begins once and ends once. */
  boolean store(Facts trigger, Change change) throws SQLException {
    return switch (change) {
      case Change.Raised raised -> raise(trigger, raised);
      case Change.Ended ended -> end(trigger, ended);
    };
  }

  private boolean raise(Facts trigger, Change.Raised raised) throws SQLException {
    try (var insert = connection.prepareStatement(RAISE)) {
      insert.setString(1, trigger.workspace());
      insert.setObject(2, trigger.uid());
      insert.setString(3, raised.kind().name());
      insert.setString(4, raised.since().toString());
      insert.setString(5, raised.since().toString());
      return insert.executeUpdate() == 1;
    }
  }

  private boolean end(Facts trigger, Change.Ended ended) throws SQLException {
    try (var update = connection.prepareStatement(END)) {
      update.setString(1, ended.covers().toString());
      update.setObject(2, trigger.uid());
      update.setString(3, ended.kind().name());
      update.setString(4, ended.since().toString());
      return update.executeUpdate() == 1;
    }
  }

  /** The open alarms of a trigger. */
  List<OpenAlarm> open(UUID trigger) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT kind, since, raised_at FROM trigger_alarms"
                + " WHERE uid = ? AND ended_at IS NULL ORDER BY kind")) {
      select.setObject(1, trigger);
      var open = new ArrayList<OpenAlarm>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          open.add(
              new OpenAlarm(
                  AlarmKind.valueOf(found.getString(1)), required(found, 2), required(found, 3)));
        }
      }
      return open;
    }
  }

  private static Instant required(ResultSet found, int column) throws SQLException {
    return found.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static @Nullable Instant instant(ResultSet found, int column) throws SQLException {
    var time = found.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
