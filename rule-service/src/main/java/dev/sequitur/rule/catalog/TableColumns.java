package dev.sequitur.rule.catalog;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.rule.RuleProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads which columns a table has: its inputs and its outputs. */
final class TableColumns {

  static final int MOST_INPUTS = 20;
  static final int MOST_OUTPUTS = 20;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private final Findings findings;
  private final List<Input> inputs = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();

  private TableColumns(Findings findings) {
    this.findings = findings;
  }

  /**
   * What a column of cells asks about.
   *
   * @param expression as text; null if it is none
   */
  record Input(String name, @Nullable String expression) {}

  static TableColumns read(Fields table, Findings findings) {
    var columns = new TableColumns(findings);
    columns.inputs(table);
    columns.outputs(table);
    return columns;
  }

  List<Input> inputs() {
    return inputs;
  }

  Set<String> outputs() {
    return outputs;
  }

  private void inputs(Fields fields) {
    var names = new LinkedHashSet<String>();
    var all = fields.sized("inputs", MOST_INPUTS);
    for (int i = 0; i < all.size(); i++) {
      var input = Fields.of(all.get(i), fields.at("inputs") + "/" + i, findings);
      var name = input.text("name", input.required("name"));
      named(name, input.at("name"), names);
      var cel = input.text("expression", input.required("expression"));
      var compiled = cel == null ? null : compiled(cel, input.at("expression"));
      inputs.add(
          new Input(
              name == null ? "input " + (i + 1) : name, compiled == null ? null : compiled.text()));
      input.finish();
    }
  }

  private void outputs(Fields fields) {
    var all = fields.sized("outputs", MOST_OUTPUTS);
    for (int i = 0; i < all.size(); i++) {
      var at = fields.at("outputs") + "/" + i;
      if (all.get(i) instanceof String name) {
        named(name, at, outputs);
      } else {
        findings.add(at, RuleProblem.RULE_FIELD_TYPE, "a text is expected here");
      }
    }
  }

  private void named(@Nullable String name, String at, Set<String> above) {
    if (name == null) {
      return;
    }
    if (!NAME.matcher(name).matches()) {
      findings.add(
          at, RuleProblem.RULE_VALUE_MALFORMED, "a name of letters, digits and _ is expected here");
    } else if (!above.add(name)) {
      findings.add(at, RuleProblem.RULE_VALUE_DUPLICATE, "this name stands above already");
    }
  }

  private @Nullable Expression compiled(String cel, String at) {
    return switch (Expressions.compile(cel, Scope.EVENT)) {
      case Compilation.Compiled(var expression) -> expression;
      case Compilation.Rejected(var problems) -> {
        problems.forEach(one -> findings.add(at, one.code(), one.detail()));
        yield null;
      }
    };
  }
}
