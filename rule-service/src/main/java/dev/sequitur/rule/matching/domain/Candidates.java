package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import java.util.List;

/** Finds the rules that an event may concern, without looking at all the others. */
@FunctionalInterface
public interface Candidates {

  /**
   * Every rule that may match the event, each once, always in the same order. More than really
   * match is fine, fewer is not.
   */
  List<Rule> of(AcceptedEvent event);
}
