package dev.sequitur.executor.retry;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import java.util.List;

/**
 * The end of a run by its counters; the gravest effect decides.
 *
 * @param open effects without an end
 */
public record RunEnding(int open, int failed, int unknown, int cancelled) {

  /** Counts effects that have ended; none of them is open. */
  public static RunEnding of(List<EffectState> ended) {
    return new RunEnding(
        0,
        count(ended, EffectState.FAILED) + count(ended, EffectState.DEAD),
        count(ended, EffectState.UNKNOWN),
        count(ended, EffectState.CANCELLED));
  }

  private static int count(List<EffectState> states, EffectState wanted) {
    return (int) states.stream().filter(state -> state == wanted).count();
  }

  /** RUNNING while something is open. */
  public RunState state() {
    if (open > 0) {
      return RunState.RUNNING;
    }
    if (unknown > 0) {
      return RunState.UNKNOWN;
    }
    if (failed > 0) {
      return RunState.FAILED;
    }
    return cancelled > 0 ? RunState.CANCELLED : RunState.SUCCEEDED;
  }
}
