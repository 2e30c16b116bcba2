package dev.sequitur.reporting.projection;

import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * Something that statistics are kept of, in one hour: a row of {@code thing_hours}.
 *
 * @param uid of the rule or trigger; of an action, its rule's
 * @param part of an action, its step; else empty
 */
record Thing(String workspace, Kind kind, Instant hour, UUID uid, String part)
    implements Comparable<Thing> {

  /** What statistics are kept of. */
  public enum Kind {
    RULE,
    TRIGGER,
    ACTION
  }

  private static final Comparator<Thing> ORDER =
      Comparator.comparing(Thing::workspace)
          .thenComparing(Thing::kind)
          .thenComparing(Thing::hour)
          .thenComparing(Thing::uid)
          .thenComparing(Thing::part);

  @Override
  public int compareTo(Thing other) {
    return ORDER.compare(this, other);
  }
}
