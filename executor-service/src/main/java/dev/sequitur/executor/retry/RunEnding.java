package dev.sequitur.executor.retry;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;

/**
 * The end of a run by its counters; the gravest effect decides.
 *
 * @param open effects without an end
 */
public record RunEnding(int open, int failed, int unknown, int cancelled) {

  /** The end of a run whose only effect has ended so. */
  public static RunEnding ofSole(EffectState state) {
    return switch (state) {
      case FAILED, DEAD -> new RunEnding(0, 1, 0, 0);
      case UNKNOWN -> new RunEnding(0, 0, 1, 0);
      case CANCELLED -> new RunEnding(0, 0, 0, 1);
      case SUCCEEDED -> new RunEnding(0, 0, 0, 0);
      case PLANNED, STARTED, RETRY_WAIT -> throw new IllegalArgumentException(state + " is no end");
    };
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
