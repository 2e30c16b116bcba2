package dev.sequitur.rule.explain.domain;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.matching.domain.EventVariables;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.table.domain.DecisionTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Counts which parts of a conjunction kept a rule from matching, and keeps the events that failed
 * by one part alone: those were nearest. For one thread.
 */
public final class NearMisses {

  private static final int MOST_CLAUSES = 1_000;

  private final int most;
  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final List<Miss> nearest = new ArrayList<>();
  private long alone;

  /**
   * @param most events that are kept
   */
  public NearMisses(int most) {
    this.most = most;
  }

  /**
   * How often a clause was not true.
   *
   * @param failed events of which it was not true
   * @param alone those among them of which all the others were
   */
  public record Count(String clause, long failed, long alone) {

    private Count plus(boolean isAlone) {
      return new Count(clause, failed + 1, alone + (isAlone ? 1 : 0));
    }
  }

  /** An event that one clause alone kept from matching. */
  public record Miss(EventReference event, Part clause) {}

  /** Takes an event that did not match. */
  public void unmatched(List<Clause> conjuncts, Occurrence event) {
    unmatched(conjuncts, null, event);
  }

  /**
   * The same of a rule with a table: where its condition is true, the cells of the row that was
   * nearest tell why no row was hit.
   */
  public void unmatched(List<Clause> conjuncts, @Nullable DecisionTable table, Occurrence event) {
    var variables = new EventVariables(event);
    var failing = conjuncts.stream().filter(clause -> !isTrue(clause, variables)).toList();
    if (!failing.isEmpty()) {
      var last = failing.getLast();
      count(
          failing.stream().map(Clause::text).toList(), event, () -> Dissection.of(last, variables));
    } else if (table != null) {
      missed(TableSight.nearest(table, variables), event);
    }
  }

  private void missed(TableSight.Row row, Occurrence event) {
    var cells = row.failing();
    if (!cells.isEmpty()) {
      count(
          cells.stream().map(cell -> "row " + row.number() + ": " + cell.part().text()).toList(),
          event,
          () -> cells.getLast().part());
    }
  }

  private void count(List<String> failing, Occurrence event, Supplier<Part> last) {
    boolean isAlone = failing.size() == 1;
    for (var clause : failing) {
      if (counts.size() < MOST_CLAUSES || counts.containsKey(clause)) {
        counts.merge(
            clause, new Count(clause, 1, isAlone ? 1 : 0), (known, _) -> known.plus(isAlone));
      }
    }
    if (isAlone) {
      alone++;
      if (nearest.size() < most) {
        nearest.add(new Miss(event.reference(), last.get()));
      }
    }
  }

  private static boolean isTrue(Clause clause, Variables variables) {
    return Dissection.verdict(clause, variables) instanceof Verdict.Matched;
  }

  /** Clauses that were not true, those that failed alone most often first. */
  public List<Count> clauses() {
    return counts.values().stream()
        .sorted(
            Comparator.comparingLong(Count::alone)
                .thenComparingLong(Count::failed)
                .reversed()
                .thenComparing(Count::clause))
        .toList();
  }

  /** The first of the events that failed by one clause alone. */
  public List<Miss> nearest() {
    return List.copyOf(nearest);
  }

  /** How many events failed by one clause alone. */
  public long alone() {
    return alone;
  }
}
