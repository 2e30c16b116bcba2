package dev.sequitur.reporting.projection;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.UUID;

/** The rows of actions. */
final class ActionTable {

  private static final String MERGE =
      """
      INSERT INTO run_actions AS a (command_id, run_id, workspace, step, iteration, ordinal, uses,
          state, generation, settlement, earlier, settled_at)
      SELECT * FROM unnest(?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::int[], ?::int[],
          ?::text[], ?::text[], ?::int[], ?::jsonb[], ?::jsonb[], ?::timestamptz[])
      ON CONFLICT (command_id) DO UPDATE SET
        iteration = CASE WHEN a.ordinal < 0 THEN excluded.iteration ELSE a.iteration END,
        ordinal = CASE WHEN a.ordinal < 0 THEN excluded.ordinal ELSE a.ordinal END,
        state = CASE WHEN excluded.generation > a.generation THEN excluded.state ELSE a.state END,
        settlement = CASE WHEN excluded.generation > a.generation THEN excluded.settlement
                          ELSE a.settlement END,
        settled_at = CASE WHEN excluded.generation > a.generation THEN excluded.settled_at
                          ELSE a.settled_at END,
        generation = greatest(a.generation, excluded.generation),
        -- Only a redriven action has more than one outcome: the list is put together anew then.
        earlier = CASE WHEN a.generation < 0 THEN excluded.earlier
                       WHEN excluded.generation < 0 THEN a.earlier
                       ELSE (SELECT coalesce(jsonb_agg(one.outcome ORDER BY one.generation), '[]')
                             FROM (SELECT DISTINCT ON (generation) outcome,
                                     (outcome->>'generation')::int AS generation
                                   FROM jsonb_array_elements(a.earlier || excluded.earlier
                                     || jsonb_build_array(a.settlement)
                                     || jsonb_build_array(excluded.settlement))
                                     WITH ORDINALITY AS known(outcome, place)
                                   ORDER BY generation, place) AS one
                             WHERE one.generation < greatest(a.generation, excluded.generation))
                  END
      WHERE excluded.generation > a.generation
        OR (excluded.generation >= 0 AND excluded.generation < a.generation)
        OR excluded.earlier <> '[]'
        OR (excluded.ordinal >= 0 AND a.ordinal < 0)
      """;

  private ActionTable() {}

  /** An action with what it shares with its run. */
  record Row(UUID runId, String workspace, ActionChange action) {}

  /** Adds the changes to their rows; gives back how many rows were written. */
  static int merge(Connection connection, Collection<Row> changes) throws SQLException {
    try (var statement = connection.prepareStatement(MERGE)) {
      new Columns<>(statement, changes)
          .as("uuid", row -> row.action().commandId())
          .as("uuid", Row::runId)
          .text(Row::workspace)
          .text(row -> row.action().step())
          .ints(row -> row.action().iteration())
          .ints(row -> row.action().ordinal())
          .text(row -> row.action().uses())
          .text(row -> row.action().state().name())
          .ints(row -> row.action().generation())
          .json(row -> row.action().latest())
          .json(row -> row.action().earlier())
          .instants(
              row -> {
                var latest = row.action().latest();
                return latest == null ? null : latest.settledAt();
              });
      return statement.executeUpdate();
    }
  }
}
