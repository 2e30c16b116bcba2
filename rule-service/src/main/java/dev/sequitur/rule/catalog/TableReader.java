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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and compiles a rule's {@code table}. */
final class TableReader {

  static final int MOST_ROWS = 100;

  /** What expressions of {@code then} see besides the event. */
  static final Scope SCOPE = Scope.EVENT.with("table", Scope.Type.MAP);

  private final Findings findings;
  private final String pointer;
  private final Set<String> outputs = new LinkedHashSet<>();
  private List<TableColumns.Input> inputs = List.of();

  TableReader(Findings findings, String pointer) {
    this.findings = findings;
    this.pointer = pointer;
  }

  /** Of no use if anything was found. */
  DecisionTable read(Object given) {
    var fields = Fields.of(given, pointer, findings);
    var hit = hit(fields);
    var columns = TableColumns.read(fields, findings);
    inputs = columns.inputs();
    outputs.addAll(columns.outputs());
    var rows = new ArrayList<TableRow>();
    var all = fields.sized("rows", MOST_ROWS);
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

  private void row(Fields row, HitPolicy hit, List<TableRow> rows) {
    int before = findings.all().size();
    var cells = cells(row);
    var outcome = outcome(row);
    int priority =
        hit == HitPolicy.PRIORITY ? row.integer("priority", 0, -1_000_000, 1_000_000) : 0;
    row.finish();
    if (findings.all().size() == before && outcome != null) {
      var condition = cells.isEmpty() ? null : compiled(together(cells), row.at("when"));
      rows.add(new TableRow(condition, outcome, priority, List.copyOf(cells)));
    }
  }

  /** Each in parentheses: an "or" in one cell says nothing about the others. */
  private static String together(List<TableRow.Cell> cells) {
    return cells.size() == 1
        ? cells.getFirst().cel()
        : cells.stream().map(cell -> "(" + cell.cel() + ")").collect(Collectors.joining(" && "));
  }

  private List<TableRow.Cell> cells(Fields row) {
    var given = row.list("when", row.required("when"));
    if (row.value("when") instanceof List<?> && given.size() != inputs.size()) {
      findings.add(
          row.at("when"),
          RuleProblem.RULE_VALUE_OUT_OF_RANGE,
          "must have " + inputs.size() + " elements, one for each input");
      return List.of();
    }
    var cells = new ArrayList<TableRow.Cell>();
    for (int i = 0; i < given.size(); i++) {
      cell(inputs.get(i), given.get(i), row.at("when") + "/" + i, cells);
    }
    return cells;
  }

  private void cell(
      TableColumns.Input input, @Nullable Object given, String at, List<TableRow.Cell> cells) {
    if (input.expression() == null) {
      return;
    }
    switch (Cell.of(input.expression(), given)) {
      case Cell.Anything _ -> {}
      case Cell.Condition(var cel) -> {
        if (compiled(cel, at) != null) {
          cells.add(new TableRow.Cell(input.name(), cel));
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

  private @Nullable Expression compiled(String cel, String at) {
    return switch (Expressions.compileCondition(cel, Scope.EVENT)) {
      case Compilation.Compiled(var expression) -> expression;
      case Compilation.Rejected(var problems) -> {
        problems.forEach(one -> findings.add(at, one.code(), one.detail()));
        yield null;
      }
    };
  }
}
