package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.rule.condition.domain.ConditionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Function;

/** Reads published conditions from the database, one transaction a draft. */
@ApplicationScoped
class PostgresDraftBooks implements DraftBooks {

  private final Definitions definitions;

  PostgresDraftBooks(Definitions definitions) {
    this.definitions = definitions;
  }

  @Override
  public <R> R open(Bundle together, Function<ConditionBook, R> use) {
    return definitions.among(
        together.workspace(), neighbours -> use.apply(new SavedConditions(neighbours, together)));
  }
}
