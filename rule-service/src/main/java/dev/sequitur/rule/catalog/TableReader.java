package dev.sequitur.rule.catalog;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.TemplateCompilation;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.table.domain.Cell;
import dev.sequitur.rule.table.domain.DecisionTable;
import dev.sequitur.rule.table.domain.HitPolicy;
import dev.sequitur.rule.table.domain.TableRow;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and compiles a rule's {@code table}. */
final class TableReader {

  static final int MOST_INPUTS = 20;
  static final int MOST_OUTPUTS = 20;
  static final int MOST_ROWS = 100;

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  /** What expressions of {@code then} see besides the event. */
  static final Scope SCOPE = Scope.EVENT.with("table", Scope.Type.MAP);

  private final Findings findings;
  private final String pointer;
  private final List<@Nullable String> inputs = new ArrayList<>();
  private final Set<String> outputs = new LinkedHashSet<>();

  TableReader(Findings findings, String pointer) {
    this.findings = findings;
    this.pointer = pointer;
  }

  /** Of no use if anything was found. */
  DecisionTable read(Object given) {
    var fields = Fields.of(given, pointer, findings);
    var hit = hit(fields);
    inputs(fields);
    outputs(fields);
    var rows = new ArrayList<TableRow>();
    var all = sized(fields, "rows", MOST_ROWS);
    for (int i = 0; i < all.size(); i++) {
      row(Fields.of(all.get(i), fields.at("rows") + "/" + i, findings), hit, rows);
    }
    fields.finish();
    return new DecisionTable(hit, List.copyOf(outputs), List.copyOf(rows));
  }

  private HitPolicy hit(Fields fields) {
    var word = fields.text("hit", fields.value("hit"));
    var hit = word == null ? HitPolicy.FIRST : HitPolicy.of(word).orElse(null);
    if (hit == null) {
      findings.add(
          fields.at("hit"), RuleProblem.RULE_VALUE_MALFORMED, "known: " + HitPolicy.words());
    }
    return hit == null ? HitPolicy.FIRST : hit;
  }

  private List<?> sized(Fields fields, String name, int most) {
    var list = fields.list(name, fields.required(name));
    if (fields.value(name) instanceof List<?> && (list.isEmpty() || list.size() > most)) {
      findings.add(
          fields.at(name),
          RuleProblem.RULE_VALUE_OUT_OF_RANGE,
          "must have 1 to " + most + " elements");
      return List.of();
    }
    return list;
  }

  private void inputs(Fields fields) {
    var names = new LinkedHashSet<String>();
    var all = sized(fields, "inputs", MOST_INPUTS);
    for (int i = 0; i < all.size(); i++) {
      var input = Fields.of(all.get(i), fields.at("inputs") + "/" + i, findings);
      named(input.text("name", input.required("name")), input.at("name"), names);
      var cel = input.text("expression", input.required("expression"));
      var compiled = cel == null ? null : compiled(cel, input.at("expression"), false);
      inputs.add(compiled == null ? null : compiled.text());
      input.finish();
    }
  }

  private void outputs(Fields fields) {
    var all = sized(fields, "outputs", MOST_OUTPUTS);
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

  private void row(Fields row, HitPolicy hit, List<TableRow> rows) {
    int before = findings.all().size();
    var cells = cells(row);
    var outcome = outcome(row);
    int priority =
        hit == HitPolicy.PRIORITY ? row.integer("priority", 0, -1_000_000, 1_000_000) : 0;
    row.finish();
    if (findings.all().size() == before && outcome != null) {
      var condition =
          cells.isEmpty() ? null : compiled(String.join(" && ", cells), row.at("when"), true);
      rows.add(new TableRow(condition, outcome, priority));
    }
  }

  private List<String> cells(Fields row) {
    var given = row.list("when", row.required("when"));
    if (row.value("when") instanceof List<?> && given.size() != inputs.size()) {
      findings.add(
          row.at("when"),
          RuleProblem.RULE_VALUE_OUT_OF_RANGE,
          "must have " + inputs.size() + " elements, one for each input");
      return List.of();
    }
    var cells = new ArrayList<String>();
    for (int i = 0; i < given.size(); i++) {
      cell(inputs.get(i), given.get(i), row.at("when") + "/" + i, cells);
    }
    return cells;
  }

  private void cell(@Nullable String input, @Nullable Object given, String at, List<String> cells) {
    if (input == null) {
      return;
    }
    switch (Cell.of(input, given)) {
      case Cell.Anything _ -> {}
      case Cell.Condition(var cel) -> {
        if (compiled(cel, at, true) != null) {
          cells.add(cel);
        }
      }
      case Cell.Malformed(var detail) -> findings.add(at, RuleProblem.RULE_VALUE_MALFORMED, detail);
    }
  }

  private @Nullable Template outcome(Fields row) {
    var given = row.required("then");
    if (given == null) {
      return null;
    }
    var then = Fields.of(given, row.at("then"), findings);
    outputs.forEach(name -> output(name, given, then));
    then.finish();
    return switch (Template.compile(given, Scope.EVENT)) {
      case TemplateCompilation.Compiled(var template) -> template;
      case TemplateCompilation.Rejected(var problems) -> {
        problems.forEach(
            problem ->
                findings.add(
                    row.at("then") + problem.pointer(),
                    problem.code(),
                    Places.located(problem.detail(), problem.line(), problem.column())));
        yield null;
      }
    };
  }

  /** Null is an output too, where it is written. */
  private static void output(String name, Object given, Fields then) {
    if (!(given instanceof Map<?, ?> members && members.containsKey(name))) {
      then.required(name);
    } else {
      then.value(name);
    }
  }

  private @Nullable Expression compiled(String cel, String at, boolean condition) {
    var compilation =
        condition
            ? Expressions.compileCondition(cel, Scope.EVENT)
            : Expressions.compile(cel, Scope.EVENT);
    return switch (compilation) {
      case Compilation.Compiled(var expression) -> expression;
      case Compilation.Rejected(var problems) -> {
        problems.forEach(one -> findings.add(at, one.code(), one.detail()));
        yield null;
      }
    };
  }
}
