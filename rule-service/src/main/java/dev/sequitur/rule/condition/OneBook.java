package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.rule.condition.domain.ConditionBook;
import java.util.function.Function;

/** The same conditions, whatever is asked for: many rules held against one state of things. */
public record OneBook(ConditionBook book) implements DraftBooks {

  @Override
  public <R> R open(Bundle together, Function<ConditionBook, R> use) {
    return use.apply(book);
  }
}
