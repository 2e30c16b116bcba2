package dev.sequitur.rule.explain.domain;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.table.domain.DecisionTable;
import dev.sequitur.rule.table.domain.HitPolicy;
import dev.sequitur.rule.table.domain.TableRow;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a decision table made of an event.
 *
 * @param hit which of the rows that take an event count
 * @param rows those that take it, their numbers from 1; of a table whose first row counts, that one
 * @param nearest where none does: the first of those that miss it by the fewest cells
 */
public record TableSight(HitPolicy hit, List<Integer> rows, @Nullable Row nearest) {

  /**
   * A row.
   *
   * @param number from 1
   * @param cells those that ask something
   */
  public record Row(int number, List<Cell> cells) {

    /** The cells that do not take the event. */
    public List<Cell> failing() {
      return cells.stream()
          .filter(cell -> !(cell.part().verdict() instanceof Verdict.Matched))
          .toList();
    }
  }

  /** What one cell made of the event, by the name of its input. */
  public record Cell(String input, Part part) {}

  /** Asks every row, and every cell of the nearest. */
  public static TableSight of(DecisionTable table, Variables variables) {
    var rows = table.taking(variables);
    return new TableSight(table.hit(), rows, rows.isEmpty() ? nearest(table, variables) : null);
  }

  /** The first of the rows that miss an event by the fewest cells. */
  static Row nearest(DecisionTable table, Variables variables) {
    return IntStream.range(0, table.rows().size())
        .mapToObj(i -> row(i + 1, table.rows().get(i), variables))
        .min(Comparator.comparingInt(row -> row.failing().size()))
        .orElseThrow();
  }

  private static Row row(int number, TableRow row, Variables variables) {
    return new Row(
        number,
        row.cells().stream()
            .map(cell -> new Cell(cell.input(), Dissection.of(clause(cell.cel()), variables)))
            .toList());
  }

  /** Cells are conditions that were compiled before, and equal ones share a program. */
  private static Clause clause(String cel) {
    return Expressions.compileCondition(cel, Scope.EVENT)
            instanceof Compilation.Compiled(var expression)
        ? Clause.of(expression)
        : new Clause.Test(cel, null);
  }
}
