package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.problem.Violation;
import java.util.List;

/** A workspace in which nobody names a condition. */
final class NoImpact implements ConditionImpact {

  @Override
  public List<Violation> broken(Manifest condition, Bundle together) {
    return List.of();
  }

  @Override
  public List<Violation> broken(Neighbours neighbours, Manifest condition) {
    return List.of();
  }

  @Override
  public List<Usage> affected(Manifest condition, Bundle together) {
    return List.of();
  }
}
