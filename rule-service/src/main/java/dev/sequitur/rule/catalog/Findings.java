package dev.sequitur.rule.catalog;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.RuleProblem;
import java.util.ArrayList;
import java.util.List;

/** All that is wrong with a rule, gathered while it is read. */
final class Findings {

  private final List<Violation> violations = new ArrayList<>();

  void add(String pointer, RuleProblem problem, String detail) {
    add(pointer, problem.name(), detail);
  }

  void add(String pointer, String code, String detail) {
    add(new Violation(pointer, code, detail));
  }

  void add(Violation violation) {
    violations.add(violation);
  }

  List<Violation> all() {
    return List.copyOf(violations);
  }
}
