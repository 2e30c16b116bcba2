package dev.sequitur.rule.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.rule.explain.domain.TableSight;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a decision table made of an event, as the API shows it.
 *
 * @param hit {@code first}, {@code unique}, {@code collect} or {@code priority}
 * @param rows the rows that take the event, from 1
 * @param nearest where none does: the row that misses it by the fewest cells
 */
@JsonInclude(Include.NON_NULL)
public record TableView(String hit, List<Integer> rows, @Nullable RowView nearest) {

  /**
   * A row.
   *
   * @param row its number, from 1
   * @param failed cells that do not take the event
   */
  public record RowView(int row, int failed, List<CellView> cells) {}

  /** A cell by the name of its input. */
  public record CellView(String input, PartView cell) {}

  static TableView of(TableSight sight, boolean withValues) {
    var nearest = sight.nearest();
    return new TableView(
        sight.hit().word(), sight.rows(), nearest == null ? null : row(nearest, withValues));
  }

  private static RowView row(TableSight.Row row, boolean withValues) {
    return new RowView(
        row.number(),
        row.failing().size(),
        row.cells().stream()
            .map(cell -> new CellView(cell.input(), PartView.of(cell.part(), withValues)))
            .toList());
  }
}
