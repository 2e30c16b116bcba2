package dev.sequitur.reporting.query;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.reporting.projection.Settlement;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the actions of runs. */
final class ActionRows {

  private static final TypeReference<Settlement> OUTCOME = new TypeReference<>() {};
  private static final TypeReference<List<Settlement>> OUTCOMES = new TypeReference<>() {};
  private static final String OF_RUNS =
      "SELECT * FROM run_actions WHERE run_id = ANY (?) ORDER BY ordinal, step, iteration";

  private ActionRows() {}

  /** Actions by run, in the order of their rule. */
  static Map<UUID, List<RunView.Action>> of(
      Connection connection, List<UUID> runs, boolean withPayload) throws SQLException {
    var actions = new HashMap<UUID, List<RunView.Action>>();
    if (runs.isEmpty()) {
      return actions;
    }
    try (var statement = connection.prepareStatement(OF_RUNS)) {
      statement.setArray(1, connection.createArrayOf("uuid", runs.toArray()));
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var run = rows.getObject("run_id", UUID.class);
          actions.computeIfAbsent(run, _ -> new ArrayList<>()).add(action(rows, withPayload));
        }
      }
    }
    return actions;
  }

  private static RunView.Action action(ResultSet row, boolean withPayload) throws SQLException {
    var outcome = Rows.json(row, "settlement", OUTCOME);
    return new RunView.Action(
        row.getObject("command_id", UUID.class),
        row.getString("step"),
        row.getInt("iteration"),
        row.getString("uses"),
        EffectState.valueOf(row.getString("state")),
        outcome == null ? null : outcome.generation(),
        outcome == null ? null : outcome.settledAt(),
        outcome == null ? List.of() : outcome.attempts(),
        outcome == null ? null : output(outcome, withPayload),
        outcome == null ? null : masked(outcome, withPayload),
        outcome == null ? null : outcome.failure(),
        earlier(Rows.json(row, "earlier", OUTCOMES), withPayload));
  }

  private static @Nullable List<RunView.Earlier> earlier(
      @Nullable List<Settlement> outcomes, boolean withPayload) {
    if (outcomes == null || outcomes.isEmpty()) {
      return null;
    }
    return outcomes.stream()
        .map(
            outcome ->
                new RunView.Earlier(
                    outcome.generation(),
                    outcome.state(),
                    outcome.settledAt(),
                    outcome.attempts(),
                    output(outcome, withPayload),
                    masked(outcome, withPayload),
                    outcome.failure()))
        .toList();
  }

  private static @Nullable Map<String, @Nullable Object> output(
      Settlement outcome, boolean withPayload) {
    return withPayload ? outcome.output() : null;
  }

  private static @Nullable Boolean masked(Settlement outcome, boolean withPayload) {
    return !withPayload && outcome.output() != null ? true : null;
  }
}
