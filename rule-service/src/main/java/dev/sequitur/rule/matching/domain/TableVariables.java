package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Variables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the actions of a rule with a table see: the event, and {@code table}, what its rows gave.
 */
record TableVariables(Variables event, Map<String, @Nullable Object> outputs) implements Variables {

  @Override
  public @Nullable Object find(String name) {
    return name.equals("table") ? outputs : event.find(name);
  }
}
