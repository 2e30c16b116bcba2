package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.condition.Operator;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.rule.matching.domain.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule that is looked at.
 *
 * @param rule as it is evaluated
 * @param on what it asks of an event's type, as a condition
 * @param when its own condition, with all named ones in their places; null if it has none
 * @param rows what each row of its table asks; empty if it has none
 * @param actions its {@code then} as it is written
 */
public record Subject(
    Rule rule,
    ConditionTree on,
    @Nullable ConditionTree when,
    List<ConditionTree> rows,
    List<Action> actions) {

  private static final String TYPE = "event.type";

  /**
   * An action as it is written.
   *
   * @param same equal for two actions that do the same, whatever their ids are
   */
  public record Action(String uses, Map<?, ?> with, Object same) {}

  /**
   * Of a rule that was read without errors.
   *
   * @param cel its condition; null if it has none
   * @param spec as it is written
   */
  public static Subject of(Rule rule, @Nullable String cel, Map<String, @Nullable Object> spec) {
    var when = cel == null ? null : tree(cel);
    var table = rule.table();
    var rows =
        table == null
            ? List.<ConditionTree>of()
            : table.rows().stream().map(row -> tree(row.cel())).toList();
    return new Subject(rule, on(rule.on()), when, rows, actions(spec));
  }

  String name() {
    return rule.starter().name();
  }

  /** A name is one rule: all that are looked at together are of one workspace. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Subject that && that.name().equals(name());
  }

  @Override
  public int hashCode() {
    return name().hashCode();
  }

  /** All that must hold for it to match. */
  ConditionTree whole() {
    var parts = new ArrayList<ConditionTree>(List.of(on));
    if (when != null) {
      parts.add(when);
    }
    if (!rows.isEmpty()) {
      parts.add(new ConditionTree.Any(rows));
    }
    return new ConditionTree.All(parts);
  }

  private static ConditionTree tree(String cel) {
    return Conversion.ofText(cel, Scope.EVENT, "") instanceof Conversion.Converted(var tree, _)
        ? tree
        : new ConditionTree.Text(cel);
  }

  private static ConditionTree on(List<String> patterns) {
    return new ConditionTree.Any(
        patterns.stream()
            .map(
                pattern ->
                    pattern.endsWith("*")
                        ? beginsWith(pattern.substring(0, pattern.length() - 1))
                        : new Comparison(TYPE, Operator.EQ, pattern))
            .toList());
  }

  static ConditionTree beginsWith(String prefix) {
    return new Comparison(TYPE, Operator.STARTS_WITH, prefix);
  }

  static ConditionTree isOfType(String type) {
    return new Comparison(TYPE, Operator.EQ, type);
  }

  private static List<Action> actions(Map<String, @Nullable Object> spec) {
    var actions = new ArrayList<Action>();
    var table = String.valueOf(spec.get("table"));
    if (spec.get("then") instanceof List<?> items) {
      for (var item : items) {
        if (item instanceof Map<?, ?> action) {
          actions.add(action(action, table));
        }
      }
    }
    return actions;
  }

  private static Action action(Map<?, ?> written, String table) {
    var with = written.get("with") instanceof Map<?, ?> members ? members : Map.of();
    var delivery = String.valueOf(written.get("delivery"));
    var uses = String.valueOf(written.get("uses"));
    return new Action(uses, with, List.of(uses, with, delivery, table));
  }
}
