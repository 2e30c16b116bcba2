package dev.sequitur.executor.retry;

import dev.sequitur.contracts.RunState;

/**
 * The end of a run by its counters; the gravest effect decides.
 *
 * @param open effects without an end
 */
public record RunEnding(int open, int failed, int unknown, int cancelled) {

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
