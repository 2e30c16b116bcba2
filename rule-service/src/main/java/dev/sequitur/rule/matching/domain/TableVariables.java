package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Variables;
import dev.sequitur.rule.table.domain.DecisionTable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the actions of a rule with a table see: the event, and {@code table}, what its rows gave.
 */
record TableVariables(Variables event, DecisionTable.Hit hit) implements Variables {

  @Override
  public @Nullable Object find(String name) {
    return name.equals("table") ? hit.outputs() : event.find(name);
  }

  @Override
  public @Nullable Object atHand(String name) {
    return name.equals("table") ? hit.outputs() : event.atHand(name);
  }

  /** The numbers of the rows that count, from 1, as evidence shows them. */
  Object rows() {
    var rows = hit.rows();
    return rows.size() == 1
        ? (Object) Long.valueOf(rows.getFirst())
        : rows.stream().map(String::valueOf).collect(Collectors.joining(", "));
  }
}
