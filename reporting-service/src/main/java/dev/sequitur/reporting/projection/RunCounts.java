package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.RunState;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How the hourly counts of runs change when their rows do. A run counts in the hour of its decision
 * with the state that it has now, so the counts are always a function of the rows: what comes twice
 * changes nothing, and a redrive that ends otherwise moves its run from one column to another.
 */
final class RunCounts {

  /** One row of counts. */
  record Hour(String workspace, Instant hour, UUID ruleUid) implements Comparable<Hour> {

    private static final Comparator<Hour> ORDER =
        Comparator.comparing(Hour::workspace)
            .thenComparing(Hour::hour)
            .thenComparing(Hour::ruleUid);

    @Override
    public int compareTo(Hour other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * What is added to a row of counts.
   *
   * @param ruleVersion the highest among the runs, with the name that it bore
   * @param ends by state
   */
  record Delta(
      Hour hour, String ruleName, int ruleVersion, int started, Map<RunState, Integer> ends) {

    int of(RunState state) {
      return ends.getOrDefault(state, 0);
    }

    boolean isZero() {
      return started == 0 && ends.values().stream().allMatch(count -> count == 0);
    }

    private Delta plus(Delta other) {
      var sum = new EnumMap<RunState, Integer>(RunState.class);
      sum.putAll(ends);
      other.ends.forEach((state, count) -> sum.merge(state, count, Integer::sum));
      var named = isNamedAfter(other) ? this : other;
      return new Delta(hour, named.ruleName, named.ruleVersion, started + other.started, sum);
    }

    private boolean isNamedAfter(Delta other) {
      return ruleVersion != other.ruleVersion
          ? ruleVersion > other.ruleVersion
          : ruleName.compareTo(other.ruleName) >= 0;
    }
  }

  private RunCounts() {}

  /** What rows that were written add to the counts, in the order in which counts are locked. */
  static List<Delta> deltas(Collection<RunTable.Written> written) {
    var sums = new TreeMap<Hour, Delta>();
    for (var row : written) {
      add(sums, row, row.before(), -1);
      add(sums, row, row.after(), +1);
    }
    return sums.values().stream().filter(delta -> !delta.isZero()).toList();
  }

  private static void add(
      Map<Hour, Delta> sums, RunTable.Written row, RunTable.@Nullable Status status, int sign) {
    if (status == null || status.decidedAt() == null) {
      return;
    }
    var hour =
        new Hour(row.workspace(), status.decidedAt().truncatedTo(ChronoUnit.HOURS), row.ruleUid());
    var started = status.state() == RunState.REJECTED ? 0 : sign;
    var delta =
        new Delta(hour, row.ruleName(), row.ruleVersion(), started, Map.of(status.state(), sign));
    sums.merge(hour, delta, Delta::plus);
  }
}
