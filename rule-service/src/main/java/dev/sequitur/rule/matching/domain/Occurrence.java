package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventReference;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event at its place on the log, with its data parsed.
 *
 * @param data any JSON value, as {@link dev.sequitur.kit.expression.JsonValues} gives it
 * @param reference where it stands and when it was accepted
 */
public record Occurrence(AcceptedEvent event, @Nullable Object data, EventReference reference) {

  /** The instant at which everything about this event is decided; {@code now} in expressions. */
  public Instant acceptedAt() {
    return reference.acceptedAt();
  }
}
