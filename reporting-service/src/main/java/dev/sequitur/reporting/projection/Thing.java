package dev.sequitur.reporting.projection;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Something that statistics are kept of, in one hour: a row of {@code thing_hours}.
 *
 * @param uid of the rule or trigger; of an action, its rule's
 * @param part of an action, its step; of what is counted by codes, the code; else empty
 * @param version the rule's; 0 for triggers, of which runs and events know none that is theirs
 */
record Thing(String workspace, Kind kind, Instant hour, UUID uid, String part, int version)
    implements Comparable<Thing> {

  /** What statistics are kept of. */
  public enum Kind {
    RULE,
    TRIGGER,
    ACTION,
    /** Runs that could not start, by code. */
    REJECTION,
    /** Conditions that could not be told, by code. */
    UNTOLD,
    /** Rules that were not asked, by code. */
    SUPPRESSION
  }

  private static final Comparator<Thing> ORDER =
      Comparator.comparing(Thing::workspace)
          .thenComparing(Thing::kind)
          .thenComparing(Thing::hour)
          .thenComparing(Thing::uid)
          .thenComparing(Thing::part)
          .thenComparingInt(Thing::version);

  @Override
  public int compareTo(Thing other) {
    return ORDER.compare(this, other);
  }
}
