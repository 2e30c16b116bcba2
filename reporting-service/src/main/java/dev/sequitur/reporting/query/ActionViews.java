package dev.sequitur.reporting.query;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.reporting.projection.ActionChange;
import dev.sequitur.reporting.projection.Settlement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The actions of a run, as its row holds them. */
final class ActionViews {

  private static final TypeReference<List<ActionChange>> ACTIONS = new TypeReference<>() {};
  private static final Comparator<ActionChange> AS_PLANNED =
      Comparator.comparingInt(ActionChange::ordinal)
          .thenComparing(ActionChange::step)
          .thenComparingInt(ActionChange::iteration);

  private ActionViews() {}

  /** In the order of their rule. */
  static List<RunView.Action> of(ResultSet row, boolean withPayload) throws SQLException {
    return Objects.requireNonNullElse(Rows.json(row, "actions", ACTIONS), List.<ActionChange>of())
        .stream()
        .sorted(AS_PLANNED)
        .map(action -> view(action, withPayload))
        .toList();
  }

  private static RunView.Action view(ActionChange action, boolean withPayload) {
    var outcome = action.latest();
    return new RunView.Action(
        action.commandId(),
        action.step(),
        action.iteration(),
        action.uses(),
        action.state(),
        outcome == null ? null : outcome.generation(),
        outcome == null ? null : outcome.settledAt(),
        outcome == null ? List.of() : outcome.attempts(),
        outcome == null ? null : output(outcome, withPayload),
        outcome == null ? null : masked(outcome, withPayload),
        outcome == null ? null : outcome.failure(),
        earlier(action.earlier(), withPayload));
  }

  private static @Nullable List<RunView.Earlier> earlier(
      List<Settlement> outcomes, boolean withPayload) {
    if (outcomes.isEmpty()) {
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
