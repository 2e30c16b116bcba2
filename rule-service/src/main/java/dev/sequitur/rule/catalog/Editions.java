package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was, is and will be in force at any instant. An edition is made of the nearest one that is
 * at hand, by what changed in the time between: one publication among 100,000 rules costs what that
 * one rule costs, and going back to an instant before it costs the same. Thread-safe.
 */
final class Editions {

  /** As many as are of use at once: that of the live events, and those of some who look back. */
  private static final int AT_HAND = 4;

  private record Dated(Instant from, Instant until, Edition edition) {

    boolean covers(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  private final Binding binding;
  private final Chronicle chronicle = new Chronicle();

  /** The latest used is the last. */
  private final List<Dated> atHand = new ArrayList<>();

  private volatile Dated latest = new Dated(Instant.MIN, Instant.MAX, Edition.EMPTY);

  /** Puts into an edition what is in force of some definitions. */
  @FunctionalInterface
  interface Binding {

    /** Puts them in, those out of which nothing is in force left out. */
    Edition bind(Edition edition, Collection<UUID> changed, InForce inForce);
  }

  /** What of a definition is in force at an instant; null if nothing is. */
  @FunctionalInterface
  interface InForce {
    @Nullable DefinitionPublished of(UUID uid);
  }

  Editions(Binding binding) {
    this.binding = binding;
    atHand.add(latest);
  }

  /** Takes note of a change. */
  synchronized void heard(DefinitionPublished change) {
    chronicle.add(change);
    atHand.replaceAll(one -> changed(one, change));
    latest = atHand.getLast();
  }

  /**
   * What an edition is after a change: cut off where that takes effect; or, if it took effect
   * before, or stood before at another instant, with what is now in force of this definition.
   */
  private Dated changed(Dated one, DefinitionPublished change) {
    var from = change.effectiveFrom();
    var until = from.isAfter(one.from) && from.isBefore(one.until) ? from : one.until;
    return new Dated(one.from, until, bound(one.edition, List.of(change.uid()), one.from));
  }

  /** What is in force at an instant. */
  Edition at(Instant instant) {
    var known = latest;
    return known.covers(instant) ? known.edition : find(instant);
  }

  /** What was last asked for. */
  Edition latest() {
    return latest.edition;
  }

  private synchronized Edition find(Instant instant) {
    var dated = atHand.stream().filter(one -> one.covers(instant)).findFirst().orElse(null);
    if (dated == null) {
      dated = made(instant);
      if (atHand.size() == AT_HAND) {
        atHand.removeFirst();
      }
    } else {
      atHand.remove(dated);
    }
    atHand.add(dated);
    latest = dated;
    return dated.edition;
  }

  private Dated made(Instant instant) {
    var nearest = atHand.getLast();
    int least = Integer.MAX_VALUE;
    for (var one : atHand) {
      int changes = chronicle.between(one.from, instant).size();
      if (changes < least) {
        least = changes;
        nearest = one;
      }
    }
    var changed = chronicle.between(nearest.from, instant);
    return new Dated(
        chronicle.since(instant),
        chronicle.until(instant),
        bound(nearest.edition, changed, instant));
  }

  private Edition bound(Edition edition, Collection<UUID> changed, Instant instant) {
    return binding.bind(edition, changed, uid -> chronicle.inForce(uid, instant));
  }
}
