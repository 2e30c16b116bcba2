package dev.sequitur.rule.condition;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.When;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A named condition as it is heard. */
public final class PublishedCondition {

  private PublishedCondition() {}

  /** The condition, or all that is wrong with it. Exactly one of the two is given. */
  public record Reading(@Nullable When when, List<Violation> errors) {}

  /** Never throws for whatever spec. */
  public static Reading read(DefinitionPublished published) {
    var reading = ConditionReader.read(published.spec(), "");
    return new Reading(reading.when(), reading.errors());
  }
}
