package dev.sequitur.reporting.projection;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How the hourly counts of accepted events change when rows of the index do. */
final class EventCounts {

  /** Types are of their senders' choice, and a key of the index may not grow without bound. */
  private static final int MAX_TYPE = 256;

  /** One row of counts. */
  record Hour(String workspace, Instant hour, String type, UUID trigger)
      implements Comparable<Hour> {

    private static final Comparator<Hour> ORDER =
        Comparator.comparing(Hour::workspace)
            .thenComparing(Hour::hour)
            .thenComparing(Hour::type)
            .thenComparing(Hour::trigger);

    @Override
    public int compareTo(Hour other) {
      return ORDER.compare(this, other);
    }
  }

  /** What is added to a row of counts. */
  record Delta(Hour hour, int accepted) {}

  private EventCounts() {}

  /** What rows that were written add to the counts, in the order in which counts are locked. */
  static List<Delta> deltas(Collection<EventTable.Written> written) {
    var sums = new TreeMap<Hour, Integer>();
    for (var row : written) {
      add(sums, row.workspace(), row.before(), -1);
      add(sums, row.workspace(), row.after(), +1);
    }
    return sums.entrySet().stream()
        .filter(sum -> sum.getValue() != 0)
        .map(sum -> new Delta(sum.getKey(), sum.getValue()))
        .toList();
  }

  private static void add(
      Map<Hour, Integer> sums, String workspace, EventTable.@Nullable Kind kind, int sign) {
    if (kind != null) {
      var type = kind.type().length() > MAX_TYPE ? kind.type().substring(0, MAX_TYPE) : kind.type();
      var hour =
          new Hour(
              workspace, kind.acceptedAt().truncatedTo(ChronoUnit.HOURS), type, kind.trigger());
      sums.merge(hour, sign, Integer::sum);
    }
  }
}
