package dev.sequitur.trigger.schedule.domain;

import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the runs of a firing's event. It only grows, so facts may come in any order and
 * any number of times. What concerns other runs, such as replays or messages about one of these,
 * changes nothing: only runs that the event has started are waited for.
 *
 * @param count how many runs the event has started; null until that is said
 * @param started their ids
 * @param ended runs that have ended
 */
public record Following(UUID event, @Nullable Integer count, Set<UUID> started, Set<UUID> ended) {

  /** One of which nothing is known yet. */
  public static Following of(UUID event) {
    return new Following(event, null, Set.of(), Set.of());
  }

  /** An event that was decided on twice, by other rules the second time, has the runs of both. */
  public Following started(int more, Set<UUID> runs) {
    var all = with(started, runs);
    return new Following(event, Math.max(Math.max(more, all.size()), known()), all, ended);
  }

  public Following ended(UUID run) {
    return new Following(event, count, started, with(ended, Set.of(run)));
  }

  /** Whether all runs that it has started are known, and have ended; of none at once. */
  public boolean isOver() {
    return count != null && started.size() == count && ended.containsAll(started);
  }

  /** Runs that are going on, as far as they are known by their ids. */
  public Set<UUID> goingOn() {
    var left = new HashSet<>(started);
    left.removeAll(ended);
    return Set.copyOf(left);
  }

  private int known() {
    return count == null ? 0 : count;
  }

  private static Set<UUID> with(Set<UUID> some, Set<UUID> more) {
    if (some.containsAll(more)) {
      return some;
    }
    var all = new HashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }
}
