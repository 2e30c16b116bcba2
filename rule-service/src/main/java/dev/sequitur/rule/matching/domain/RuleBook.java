package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The rules in force at an instant. Immutable; the order in which they are given is nothing. */
public final class RuleBook {

  private final int size;
  private final Candidates candidates;

  private RuleBook(int size, Candidates candidates) {
    this.size = size;
    this.candidates = candidates;
  }

  public static RuleBook of(Collection<Rule> rules) {
    var inOrder =
        rules.stream().sorted(Comparator.comparing((Rule rule) -> rule.starter().uid())).toList();
    return new RuleBook(inOrder.size(), new CandidatesByType(inOrder));
  }

  /** How many rules are in force. */
  public int size() {
    return size;
  }

  List<Rule> candidates(AcceptedEvent event) {
    return candidates.of(event);
  }
}
