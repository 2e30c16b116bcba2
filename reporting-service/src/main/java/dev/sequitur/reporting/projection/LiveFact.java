package dev.sequitur.reporting.projection;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one batch did to one workspace. Its size is bounded, however much that was: beyond the first
 * hundred runs, and the first twenty dead letters, there are only counts.
 *
 * @param events newly accepted ones
 * @param runs how many runs came into each state
 * @param changed runs with the state that they have now, in the order of their acceptance
 * @param deadLetters commands that were refused or given up
 * @param omitted runs that changed and are not in {@code changed}; absent if there are none
 */
record LiveFact(
    int events,
    Map<RunState, Integer> runs,
    List<Run> changed,
    List<DeadLetter> deadLetters,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) int omitted) {

  static final int MOST_RUNS = 100;
  static final int MOST_DEAD_LETTERS = 20;

  /** A run that has changed. */
  record Run(UUID runId, RunState state, String rule, Instant acceptedAt) {}

  /** A command that was given up. */
  record DeadLetter(
      UUID commandId,
      UUID runId,
      String rule,
      String step,
      EffectState state,
      @Nullable String code) {}

  /** The fact of a workspace's rows. */
  static LiveFact of(
      String workspace,
      Collection<EventTable.Written> events,
      Collection<RunTable.Written> written) {
    var accepted =
        events.stream()
            .filter(event -> event.workspace().equals(workspace) && event.before() == null)
            .count();
    var states = new EnumMap<RunState, Integer>(RunState.class);
    var changed = new ArrayList<Run>();
    var dead = new ArrayList<DeadLetter>();
    for (var row : written) {
      var run = row.after();
      if (run.workspace().equals(workspace)) {
        if (row.before() == null || row.before().state() != run.state()) {
          states.merge(run.state(), 1, Integer::sum);
        }
        changed.add(new Run(run.runId(), run.state(), run.rule().name(), run.event().acceptedAt()));
        addDead(dead, row);
      }
    }
    changed.sort(Comparator.comparing(Run::acceptedAt).thenComparing(Run::runId));
    return new LiveFact(
        (int) accepted,
        states,
        List.copyOf(changed.subList(0, Math.min(MOST_RUNS, changed.size()))),
        List.copyOf(dead.subList(0, Math.min(MOST_DEAD_LETTERS, dead.size()))),
        Math.max(0, changed.size() - MOST_RUNS));
  }

  private static void addDead(List<DeadLetter> dead, RunTable.Written row) {
    var run = row.after();
    for (var action : run.actions().values()) {
      var outcome = action.latest();
      if (outcome != null && isDead(action) && !wasSettled(row.before(), action)) {
        var code = outcome.failure() == null ? null : outcome.failure().code();
        dead.add(
            new DeadLetter(
                action.commandId(),
                run.runId(),
                run.rule().name(),
                action.step(),
                action.state(),
                code));
      }
    }
  }

  private static boolean isDead(ActionChange action) {
    return action.state() == EffectState.DEAD || action.state() == EffectState.FAILED;
  }

  private static boolean wasSettled(@Nullable RunChange before, ActionChange action) {
    var known = before == null ? null : before.actions().get(action.commandId());
    return known != null && known.generation() == action.generation();
  }
}
