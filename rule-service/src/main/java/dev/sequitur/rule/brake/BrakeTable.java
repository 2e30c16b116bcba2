package dev.sequitur.rule.brake;

import dev.sequitur.kit.database.Columns;
import dev.sequitur.rule.brake.domain.Braking.Count;
import dev.sequitur.rule.brake.domain.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** The statements on what brakes have counted and answered. */
final class BrakeTable {

  // Taken in one order by everybody, so that two owners of a partition (one of them does not know
  // yet that it is none) wait for each other instead of dead-locking.
  private static final String LOCK =
      """
      INSERT INTO brake_windows AS w (brake_id, from_at, until_at, workspace, rule_uid)
      SELECT * FROM unnest(?::uuid[], ?::timestamptz[], ?::timestamptz[], ?::text[], ?::uuid[])
      ON CONFLICT (brake_id, from_at) DO UPDATE SET updated_at = now()
      RETURNING w.brake_id, w.from_at, w.passed, w.braked
      """;

  private static final String ANSWERS =
      "SELECT run_id, passed FROM brake_starts WHERE run_id = ANY (?)";

  private static final String ANSWER =
      """
      INSERT INTO brake_starts (run_id, workspace, rule_uid, accepted_at, passed)
      SELECT a.run_id, a.workspace, a.rule_uid, a.accepted_at, a.passed = 1
      FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::timestamptz[], ?::int[])
        AS a (run_id, workspace, rule_uid, accepted_at, passed)
      ON CONFLICT DO NOTHING
      """;

  private static final String COUNT =
      """
      UPDATE brake_windows AS w SET passed = n.passed, braked = n.braked
      FROM unnest(?::uuid[], ?::timestamptz[], ?::int[], ?::int[])
        AS n (brake_id, from_at, passed, braked)
      WHERE w.brake_id = n.brake_id AND w.from_at = n.from_at
      """;

  private BrakeTable() {}

  /** A start and whether it passes. */
  record Answer(AskedStart start, boolean passes) {}

  /** Locks the windows of these starts until the transaction ends; gives what they hold. */
  static Map<Window, Count> lock(Connection connection, List<AskedStart> starts)
      throws SQLException {
    var windows = new TreeMap<Window, AskedStart>();
    starts.forEach(start -> windows.putIfAbsent(start.window(), start));
    try (var lock = connection.prepareStatement(LOCK)) {
      new Columns<>(lock, windows.values())
          .uuids(start -> start.window().brake())
          .instants(start -> start.window().from())
          .instants(AskedStart::until)
          .texts(start -> start.start().workspace())
          .uuids(AskedStart::rule);
      var counts = new HashMap<Window, Count>();
      try (var rows = lock.executeQuery()) {
        while (rows.next()) {
          var from = rows.getObject(2, OffsetDateTime.class).toInstant();
          counts.put(
              new Window(rows.getObject(1, UUID.class), from),
              new Count(rows.getInt(3), rows.getInt(4)));
        }
      }
      return counts;
    }
  }

  /** What runs have been answered. */
  static Map<UUID, Boolean> answers(Connection connection, Collection<UUID> runs)
      throws SQLException {
    try (var select = connection.prepareStatement(ANSWERS)) {
      select.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
      var answers = new HashMap<UUID, Boolean>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          answers.put(rows.getObject(1, UUID.class), rows.getBoolean(2));
        }
      }
      return answers;
    }
  }

  /** Keeps answers; gives how many of them are new. */
  static int answer(Connection connection, List<Answer> answers) throws SQLException {
    try (var insert = connection.prepareStatement(ANSWER)) {
      new Columns<>(insert, answers)
          .uuids(one -> one.start().run())
          .texts(one -> one.start().start().workspace())
          .uuids(one -> one.start().rule())
          .instants(one -> one.start().acceptedAt())
          .ints(one -> one.passes() ? 1 : 0);
      return insert.executeUpdate();
    }
  }

  static void count(Connection connection, Map<Window, Count> counts) throws SQLException {
    try (var update = connection.prepareStatement(COUNT)) {
      new Columns<>(update, new TreeMap<>(counts).entrySet())
          .uuids(one -> one.getKey().brake())
          .instants(one -> one.getKey().from())
          .ints(one -> one.getValue().passed())
          .ints(one -> one.getValue().braked());
      update.executeUpdate();
    }
  }
}
