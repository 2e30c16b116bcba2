package dev.sequitur.rule.catalog;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import java.util.List;
import java.util.Map;

/** What people should know of rules before they are put in force, though it forbids nothing. */
@FunctionalInterface
public interface RuleWarnings {

  /**
   * Looks at rules that are free of errors, beside those that act.
   *
   * @return by the rules' names
   */
  Map<String, List<Violation>> of(List<Manifest> rules, Bundle together);
}
