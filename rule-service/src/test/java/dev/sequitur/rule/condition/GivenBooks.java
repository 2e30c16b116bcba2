package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.condition.domain.When;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Conditions that a test names, as texts. */
public record GivenBooks(Map<String, String> celByName) implements DraftBooks {

  public static ConditionBook book(Map<String, String> celByName) {
    var conditions = new TreeMap<String, When>();
    celByName.forEach((name, cel) -> conditions.put(name, When.of(cel)));
    return conditions::get;
  }

  @Override
  public <R> R open(Bundle together, Function<ConditionBook, R> use) {
    return use.apply(book(celByName));
  }
}
