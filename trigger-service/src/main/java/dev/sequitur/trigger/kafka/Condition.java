package dev.sequitur.trigger.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a topic's reader is.
 *
 * @param reason what it waits for or what went wrong; null while it runs
 * @param since when it became so
 */
record Condition(Phase phase, @Nullable String reason, Instant since) {

  /** What it is doing. */
  enum Phase {
    /** It joins its group. */
    STARTING,
    RUNNING,
    /** A batch cannot be handed on just now; it is tried again, and nothing is lost. */
    BACKING_OFF,
    /** The topic cannot be read; it is tried again with growing pauses. */
    FAILING
  }
}
