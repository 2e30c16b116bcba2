package dev.sequitur.rule.matching.domain.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what an event reaches. */
final class Reached<R> {

  private final List<Filed<R>> rules = new ArrayList<>();

  void add(Filed<R> filed) {
    rules.add(filed);
  }

  /** In the order of the rules' uids. */
  List<Filed<R>> inOrder() {
    if (rules.size() > 1) {
      rules.sort(Comparator.comparing(Filed::uid));
    }
    return rules;
  }
}
