package dev.sequitur.contracts;

import java.util.Collection;

/** Where a run stands. */
public enum RunState {
  RUNNING,
  SUCCEEDED,
  FAILED,
  UNKNOWN,
  CANCELLED,
  /** It could not start: see its code. */
  REJECTED;

  /** The run's end when all its effects are final: the gravest of them decides. */
  public static RunState of(Collection<EffectState> effects) {
    if (effects.stream().anyMatch(state -> !state.isFinal())) {
      return RUNNING;
    }
    if (effects.contains(EffectState.UNKNOWN)) {
      return UNKNOWN;
    }
    if (effects.contains(EffectState.FAILED) || effects.contains(EffectState.DEAD)) {
      return FAILED;
    }
    return effects.contains(EffectState.CANCELLED) ? CANCELLED : SUCCEEDED;
  }
}
