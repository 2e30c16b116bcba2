package dev.sequitur.executor.ledger;

import dev.sequitur.executor.lane.Lane;
import java.util.List;

/** A decision with all its effects; it is admitted as a whole or not at all. */
public record PlannedRun(Run run, List<PlannedEffect> effects) {

  /** The lanes in which it needs a place, one for each effect that can be carried out. */
  public List<Lane> lanes() {
    return effects.stream()
        .filter(planned -> planned.refusal() == null)
        .map(planned -> planned.effect().lane())
        .toList();
  }

  /** Effects that are to be carried out. */
  int open() {
    return effects.size() - refused();
  }

  public int refused() {
    return (int) effects.stream().filter(planned -> planned.refusal() != null).count();
  }
}
