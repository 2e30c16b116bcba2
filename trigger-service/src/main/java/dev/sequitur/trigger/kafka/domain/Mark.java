package dev.sequitur.trigger.kafka.domain;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a trigger stands on a partition, as it is kept in Kafka: the committed offset of a group of
 * the trigger's own, whose metadata says what the offset means.
 *
 * @param stay see {@link Standing#stay}
 * @param from the start that was asked for, as in the spec
 */
public record Mark(Phase phase, long offset, long stay, String from) {

  /** What the offset means. */
  public enum Phase {
    /** The first record that the topic's common reader gives to the trigger. */
    LIVE,
    /** The next record of a catch-up of its own. */
    CATCHING_UP,
    /** The first record that was not given because the trigger was suspended. */
    PAUSED,
    /** The same, and whoever resumes the trigger wishes for all from there on. */
    CATCH_UP_ASKED
  }

  private static final String VERSION = "1";

  /** The metadata of the committed offset. */
  public String metadata(String topicId) {
    return String.join(" ", VERSION, topicId, phase.name(), Long.toString(stay), from);
  }

  /** The mark of a committed offset; empty if it is that of another topic of the same name. */
  public static Optional<Mark> of(long offset, @Nullable String metadata, String topicId) {
    var parts = metadata == null ? new String[0] : metadata.split(" ", -1);
    if (parts.length != 5 || !parts[0].equals(VERSION) || !parts[1].equals(topicId)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Mark(Phase.valueOf(parts[2]), offset, Long.parseLong(parts[3]), parts[4]));
    } catch (IllegalArgumentException e) {
      // Of a version that comes after this one: as if there were none.
      return Optional.empty();
    }
  }

  /** The same with another meaning. */
  public Mark as(Phase other) {
    return new Mark(other, offset, stay, from);
  }
}
