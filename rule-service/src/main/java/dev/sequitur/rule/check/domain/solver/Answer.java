package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.rule.check.domain.CaseEvent;

/** Whether there is an event that does what is wanted. */
public sealed interface Answer {

  /** This one does; it was tried. */
  record Found(CaseEvent event) implements Answer {}

  /** None does: proved. */
  record Never() implements Answer {}

  /** It is not known. */
  record Unknown(String why) implements Answer {}
}
