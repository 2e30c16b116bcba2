package dev.sequitur.reporting.query;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which runs are asked for, and which page of them.
 *
 * @param rule name of the rule
 * @param actionState at least one action of the run is in this state
 * @param from earliest {@code acceptedAt}
 * @param to {@code acceptedAt} is before it
 * @param after the last run of the page before
 */
record RunFilter(
    @Nullable UUID eventId,
    @Nullable String rule,
    @Nullable RunState state,
    @Nullable EffectState actionState,
    @Nullable Instant from,
    @Nullable Instant to,
    int limit,
    @Nullable Cursor after) {

  private static final Set<String> KNOWN =
      Set.of("eventId", "rule", "state", "actionState", "from", "to", "limit", "after");
  private static final Set<String> EXPORTED =
      Set.of("eventId", "rule", "state", "actionState", "from", "to", "format");

  private static final String RUNNING =
      """
      (SELECT * FROM runs WHERE accepted_at > now() - interval '4 minutes'
       UNION ALL
       SELECT * FROM runs WHERE lingers AND accepted_at <= now() - interval '4 minutes')""";

  static RunFilter of(Map<String, List<String>> query) {
    var parameters = new Parameters(query, KNOWN);
    var filter = of(parameters, parameters.limit(), parameters.cursor("after"));
    parameters.check();
    return filter;
  }

  /** A filter without pages: all runs that it asks for. */
  static RunFilter exported(Map<String, List<String>> query) {
    var parameters = new Parameters(query, EXPORTED);
    parameters.read("format", "csv", text -> Format.valueOf(text.toUpperCase(Locale.ROOT)));
    var filter = of(parameters, 0, null);
    parameters.check();
    return filter;
  }

  private enum Format {
    CSV
  }

  private static RunFilter of(Parameters parameters, int limit, @Nullable Cursor after) {
    return new RunFilter(
        parameters.uuid("eventId"),
        parameters.name("rule"),
        parameters.oneOf("state", RunState.class),
        parameters.oneOf("actionState", EffectState.class),
        parameters.instant("from"),
        parameters.instant("to"),
        limit,
        after);
  }

  /** The filter as conditions on {@code runs r}, with their arguments in order. */
  Conditions conditions() {
    var conditions = new Conditions(new ArrayList<>(), new ArrayList<>());
    conditions.add("r.event_id = ?", eventId);
    conditions.add("r.rule_name = ?", rule);
    conditions.add(
        isTrouble() ? "r.trouble = ?" : "r.state = ?", state == null ? null : state.name());
    conditions.add("r.accepted_at >= ?", from == null ? null : Rows.time(from));
    conditions.add("r.accepted_at < ?", to == null ? null : Rows.time(to));
    conditions.add(
        "? = ANY (string_to_array(r.action_states, ','))",
        actionState == null ? null : actionState.name());
    if (after != null) {
      conditions.add("(r.accepted_at, r.run_id) < (?, ?)", Rows.time(after.acceptedAt()));
      conditions.arguments().add(after.runId());
    }
    return conditions;
  }

  private boolean isTrouble() {
    return state != RunState.RUNNING && state != RunState.SUCCEEDED;
  }

  /**
   * Where to look. Running runs are few among many: they are of the last minutes, or housekeeping
   * has marked them.
   */
  String source() {
    return state == RunState.RUNNING ? RUNNING : "runs";
  }

  /** Conditions that hold together. */
  record Conditions(List<String> texts, List<Object> arguments) {

    private void add(String text, @Nullable Object argument) {
      if (argument != null) {
        texts.add(text);
        arguments.add(argument);
      }
    }
  }
}
