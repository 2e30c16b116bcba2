package dev.sequitur.executor.ledger;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Keeping what was given up, whole. */
final class DeadLetterStatements {

  private static final String INSERT =
      """
      INSERT INTO dead_letters (command_id, generation, workspace, run_id, revision, run_generation, rule_name,
        action_id, state, code, detail, host, delivery, changed_generation, request, starter, event, attempts,
        trace_parent, decided_at, created_at)
      SELECT v.command_id, v.generation, v.workspace, v.run_id, v.revision, v.run_generation, v.rule_name,
        v.action_id, v.state, v.code, v.detail, v.host, v.delivery, v.changed_generation, v.request,
        v.starter, v.event, v.attempts, v.trace_parent, v.decided_at, v.created_at
      FROM unnest(?::uuid[], ?::int[], ?::text[], ?::uuid[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[],
        ?::text[], ?::text[], ?::text[], ?::text[], ?::int[], ?::json[], ?::json[], ?::json[], ?::json[], ?::text[],
        ?::timestamptz[], ?::timestamptz[])
        AS v(command_id, generation, workspace, run_id, revision, run_generation, rule_name, action_id, state, code,
          detail, host, delivery, changed_generation, request, starter, event, attempts, trace_parent, decided_at,
          created_at)
      ON CONFLICT DO NOTHING
      RETURNING command_id
      """;

  private DeadLetterStatements() {}

  /** A settlement that leaves a dead letter, and the generation its run was in. */
  record Row(Settlement settlement, int runGeneration) {

    Effect effect() {
      return settlement.claim().effect();
    }

    Run run() {
      return effect().run();
    }
  }

  /** Stores dead letters; returns the commands whose letter was not there before. */
  static Set<UUID> insert(Connection connection, List<Row> rows, Instant at) throws SQLException {
    var fresh = new HashSet<UUID>();
    if (rows.isEmpty()) {
      return fresh;
    }
    try (var insert = connection.prepareStatement(INSERT)) {
      new Columns<>(insert, rows)
          .uuids(row -> row.effect().commandId())
          .ints(row -> row.effect().generation())
          .texts(row -> row.run().workspace())
          .uuids(row -> row.run().runId())
          .ints(row -> row.run().revision())
          .ints(Row::runGeneration)
          .texts(row -> row.run().starter().name())
          .texts(row -> row.effect().call().uses())
          .texts(row -> row.settlement().state().name())
          .texts(row -> Outcomes.failure(row.settlement()).code())
          .texts(row -> Outcomes.failure(row.settlement()).detail())
          .texts(row -> row.effect().host())
          .texts(row -> row.effect().delivery().name())
          .ints(row -> row.effect().changedGeneration())
          .json(row -> LedgerJson.bytes(row.effect().call()))
          .json(row -> LedgerJson.bytes(row.run().starter()))
          .json(row -> LedgerJson.bytes(row.run().event()))
          .json(row -> LedgerJson.bytes(row.settlement().attempts()))
          .texts(row -> row.run().traceParent())
          .instants(row -> row.run().decidedAt())
          .instants(_ -> at);
      try (var stored = insert.executeQuery()) {
        while (stored.next()) {
          fresh.add(stored.getObject(1, UUID.class));
        }
      }
    }
    return fresh;
  }
}
