package dev.sequitur.executor.deadletter;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.ledger.LedgerJson;
import dev.sequitur.kit.database.StorableText;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;

/** Opening a settled effect again as a new generation, and its run with it. */
final class RedriveRows {

  private static final String REOPEN =
      """
      UPDATE effects
      SET state = 'PLANNED', generation = generation + 1, changed_generation = ?, action_id = ?, host = ?,
          delivery = ?, attempt_millis = ?, request = ?::json, attempt = 0, attempts = '[]', result = NULL,
          error = NULL, cancel = NULL, fence = NULL, started_at = NULL, retry_at = now(),
          deadline = now() + ? * interval '1 millisecond', updated_at = now()
      WHERE command_id = ? AND generation = ? AND state IN ('FAILED', 'DEAD', 'UNKNOWN')
      """;

  private static final String EXISTS = "SELECT 1 FROM effects WHERE command_id = ?";

  private static final String RECREATE =
      """
      INSERT INTO effects (command_id, generation, changed_generation, workspace, run_id, revision, action_id, host,
        delivery, state, attempt_millis, total_millis, deadline, request, retry_at, decided_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'PLANNED', ?, ?, now() + ? * interval '1 millisecond', ?::json, now(), ?)
      """;

  // A run's generation rises with each redrive of one of its effects, so what the letters say is
  // enough
  // where its admission is forgotten.
  private static final String REOPEN_RUN =
      """
      INSERT INTO admissions AS a (run_id, revision, workspace, starter, event, trace_parent, open, decided_at,
        generation)
      VALUES (?, ?, ?, ?::json, ?::json, ?, 1, ?, greatest(? + 1,
        (SELECT count(*) FROM dead_letters d WHERE d.run_id = ? AND d.redriven_at IS NOT NULL)))
      ON CONFLICT (run_id, revision) DO UPDATE
      SET open = CASE WHEN a.sole IS NULL THEN a.open + 1 ELSE 0 END, generation = a.generation + 1,
          failed = greatest(a.failed - ?, 0), unknown = greatest(a.unknown - ?, 0)
      """;

  private RedriveRows() {}

  /** Opens the effect again in the ledger; false if the ledger has it in another state. */
  static boolean reopen(Connection connection, DeadLetter letter, NextGeneration next)
      throws SQLException {
    if (!update(connection, letter, next)) {
      if (exists(connection, letter)) {
        return false;
      }
      insert(connection, letter, next);
    }
    reopenRun(connection, letter);
    return true;
  }

  private static boolean update(Connection connection, DeadLetter letter, NextGeneration next)
      throws SQLException {
    try (var update = connection.prepareStatement(REOPEN)) {
      update.setInt(1, next.changedGeneration());
      update.setString(2, StorableText.of(next.call().uses()));
      update.setString(3, StorableText.of(next.host()));
      update.setString(4, next.delivery().name());
      update.setLong(5, next.timeout().toMillis());
      update.setString(6, LedgerJson.text(next.call()));
      update.setLong(7, next.startWithin().toMillis());
      update.setObject(8, letter.commandId());
      update.setInt(9, letter.generation());
      return update.executeUpdate() == 1;
    }
  }

  private static boolean exists(Connection connection, DeadLetter letter) throws SQLException {
    try (var select = connection.prepareStatement(EXISTS)) {
      select.setObject(1, letter.commandId());
      try (var rows = select.executeQuery()) {
        return rows.next();
      }
    }
  }

  private static void insert(Connection connection, DeadLetter letter, NextGeneration next)
      throws SQLException {
    try (var insert = connection.prepareStatement(RECREATE)) {
      insert.setObject(1, letter.commandId());
      insert.setInt(2, letter.generation() + 1);
      insert.setInt(3, next.changedGeneration());
      insert.setString(4, letter.workspace());
      insert.setObject(5, letter.runId());
      insert.setInt(6, letter.revision());
      insert.setString(7, StorableText.of(next.call().uses()));
      insert.setString(8, StorableText.of(next.host()));
      insert.setString(9, next.delivery().name());
      insert.setLong(10, next.timeout().toMillis());
      insert.setLong(11, next.call().retry().total().toMillis());
      insert.setLong(12, next.startWithin().toMillis());
      insert.setString(13, LedgerJson.text(next.call()));
      insert.setObject(14, letter.decidedAt().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  private static void reopenRun(Connection connection, DeadLetter letter) throws SQLException {
    var unknown = letter.state() == EffectState.UNKNOWN ? 1 : 0;
    try (var upsert = connection.prepareStatement(REOPEN_RUN)) {
      upsert.setObject(1, letter.runId());
      upsert.setInt(2, letter.revision());
      upsert.setString(3, letter.workspace());
      upsert.setString(4, LedgerJson.text(letter.starter()));
      upsert.setString(5, LedgerJson.text(letter.event()));
      upsert.setString(6, letter.traceParent());
      upsert.setObject(7, letter.decidedAt().atOffset(ZoneOffset.UTC));
      upsert.setInt(8, letter.runGeneration());
      upsert.setObject(9, letter.runId());
      upsert.setInt(10, 1 - unknown);
      upsert.setInt(11, unknown);
      upsert.executeUpdate();
    }
  }
}
