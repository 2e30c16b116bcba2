package dev.sequitur.rule.table.domain;

import dev.sequitur.kit.expression.Rendering;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A decision table, compiled. Immutable; the same table and event give the same result.
 *
 * <p>A row that cannot be told is not hit, as a rule whose condition cannot be told has not
 * matched.
 *
 * @param outputs the names of what its rows give
 */
public record DecisionTable(HitPolicy hit, List<String> outputs, List<TableRow> rows) {

  /** What became of an event. */
  public sealed interface Result {}

  /**
   * Rows are hit that count.
   *
   * @param outputs what they give: by output, a value, or a list of values if all that are hit
   *     count
   * @param rows their numbers, from 1
   */
  public record Hit(Map<String, @Nullable Object> outputs, List<Integer> rows) implements Result {}

  /**
   * No row is hit.
   *
   * @param code why the first of those that could not be told could not; null if all could
   */
  public record Missed(@Nullable String code) implements Result {}

  /** Several rows are hit, and the table says that this cannot be: the first two, from 1. */
  public record Ambiguous(int first, int second) implements Result {}

  /** Rows are hit, and what they give cannot be rendered. */
  public record Failed(String code, String detail) implements Result {}

  /** Which rows take an event. */
  private record Taken(List<Integer> hits, @Nullable String untold) {}

  /** Never throws. */
  public Result decide(Variables variables) {
    var taken = taken(variables);
    return taken.hits().isEmpty() ? new Missed(taken.untold()) : counted(taken.hits(), variables);
  }

  /**
   * The numbers of the rows that take an event, from 1; once the first decides, no more is asked.
   */
  public List<Integer> taking(Variables variables) {
    return taken(variables).hits().stream().map(row -> row + 1).toList();
  }

  private Taken taken(Variables variables) {
    var hits = new ArrayList<Integer>();
    String untold = null;
    for (int i = 0; i < rows.size(); i++) {
      switch (rows.get(i).verdict(variables)) {
        case Verdict.Matched _ -> hits.add(i);
        case Verdict.Unmatched _ -> {}
        case Verdict.Failed(var code, _) -> untold = untold == null ? code : untold;
      }
      if (hit == HitPolicy.FIRST && !hits.isEmpty()) {
        break;
      }
    }
    return new Taken(hits, untold);
  }

  private Result counted(List<Integer> hits, Variables variables) {
    return switch (hit) {
      case FIRST -> one(hits.getFirst(), variables);
      case PRIORITY -> one(highest(hits), variables);
      case UNIQUE ->
          hits.size() == 1
              ? one(hits.getFirst(), variables)
              : new Ambiguous(hits.get(0) + 1, hits.get(1) + 1);
      case COLLECT -> all(hits, variables);
    };
  }

  private int highest(List<Integer> hits) {
    int highest = hits.getFirst();
    for (int one : hits) {
      if (rows.get(one).priority() > rows.get(highest).priority()) {
        highest = one;
      }
    }
    return highest;
  }

  private Result one(int row, Variables variables) {
    return switch (rows.get(row).render(variables)) {
      case Rendering.Rendered(var value, _) -> new Hit(members(value), List.of(row + 1));
      case Rendering.Failed(var pointer, var code, var detail) ->
          failed(row, pointer, code, detail);
    };
  }

  private Result all(List<Integer> hits, Variables variables) {
    var all = new LinkedHashMap<String, @Nullable Object>();
    for (var output : outputs) {
      var values = new ArrayList<@Nullable Object>();
      for (int row : hits) {
        switch (rows.get(row).render(variables)) {
          case Rendering.Rendered(var value, _) -> values.add(members(value).get(output));
          case Rendering.Failed(var pointer, var code, var detail) -> {
            return failed(row, pointer, code, detail);
          }
        }
      }
      all.put(output, values);
    }
    return new Hit(all, hits.stream().map(row -> row + 1).toList());
  }

  private static Failed failed(int row, String pointer, String code, String detail) {
    return new Failed(code, "row " + (row + 1) + pointer + ": " + detail);
  }

  @SuppressWarnings("unchecked") // outputs are an object, whose keys are texts
  private static Map<String, @Nullable Object> members(@Nullable Object outputs) {
    return outputs == null ? Map.of() : (Map<String, @Nullable Object>) outputs;
  }
}
