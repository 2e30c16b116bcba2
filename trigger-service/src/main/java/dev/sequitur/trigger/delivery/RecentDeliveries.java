package dev.sequitur.trigger.delivery;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The last calls of one webhook at this replica. Adding one costs a caller a counter and a slot,
 * whatever came of the call: no lock, and no text is made.
 */
public final class RecentDeliveries {

  /** As many as are shown. */
  static final int KEPT = 20;

  private final String workspace;
  private final UUID trigger;
  private final AtomicLong next = new AtomicLong();
  private final AtomicReferenceArray<@Nullable Numbered> slots = new AtomicReferenceArray<>(KEPT);
  private volatile boolean isNews;

  RecentDeliveries(String workspace, UUID trigger) {
    this.workspace = workspace;
    this.trigger = trigger;
  }

  /**
   * A call at this replica.
   *
   * @param number counts the trigger's calls since the replica was started
   */
  record Numbered(long number, Delivery delivery) {}

  /** Takes note of a call. */
  public void add(Delivery delivery) {
    var fresh = new Numbered(next.getAndIncrement(), delivery);
    // Whoever was held up for twenty calls does not push a later one out.
    slots.accumulateAndGet((int) (fresh.number() % KEPT), fresh, RecentDeliveries::later);
    if (!isNews) {
      isNews = true;
    }
  }

  private static @Nullable Numbered later(@Nullable Numbered one, @Nullable Numbered other) {
    return one == null || other != null && other.number() > one.number() ? other : one;
  }

  /** Those that are kept, in the order in which they came. */
  List<Numbered> all() {
    var all = new ArrayList<Numbered>(KEPT);
    for (int i = 0; i < KEPT; i++) {
      var one = slots.get(i);
      if (one != null) {
        all.add(one);
      }
    }
    all.sort(Comparator.comparingLong(Numbered::number));
    return all;
  }

  /** Whether there was a call since this was asked last; to be asked before {@link #all}. */
  boolean takeNews() {
    if (!isNews) {
      return false;
    }
    isNews = false;
    return true;
  }

  /** What was taken has not reached its place. */
  void returnNews() {
    isNews = true;
  }

  String workspace() {
    return workspace;
  }

  UUID trigger() {
    return trigger;
  }
}
