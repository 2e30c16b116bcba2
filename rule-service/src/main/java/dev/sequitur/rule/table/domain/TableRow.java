package dev.sequitur.rule.table.domain;

import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Rendering;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One row.
 *
 * @param condition all its cells; null if each of them takes anything
 * @param outputs an object, to be rendered for each event
 * @param priority the higher, the sooner it counts
 * @param cells those that ask something, from left to right
 */
public record TableRow(
    @Nullable Expression condition, Template outputs, int priority, List<Cell> cells) {

  /**
   * What one cell asks.
   *
   * @param input the name of its column
   * @param cel as a condition
   */
  public record Cell(String input, String cel) {}

  private static final Verdict HIT = new Verdict.Matched();

  Verdict verdict(Variables variables) {
    return condition == null ? HIT : condition.condition(variables);
  }

  Rendering render(Variables variables) {
    return outputs.render(variables);
  }

  /** What it asks, as text. */
  public String cel() {
    return condition == null ? "true" : condition.text();
  }
}
