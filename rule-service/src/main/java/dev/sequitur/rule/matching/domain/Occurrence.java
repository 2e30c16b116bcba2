package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldValues;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event at its place on the log. Used by one thread at a time. */
public final class Occurrence {

  private final AcceptedEvent event;
  private final EventData data;
  private final EventReference reference;

  private Occurrence(EventData data, AcceptedEvent event, EventReference reference) {
    this.event = event;
    this.data = data;
    this.reference = reference;
  }

  /** An event whose data is read as far as it is needed. */
  static Occurrence reading(AcceptedEvent event, EventData data, EventReference reference) {
    return new Occurrence(data, event, reference);
  }

  /**
   * An event whose data is parsed.
   *
   * @param data any JSON value, as {@link dev.sequitur.kit.expression.JsonValues} gives it
   * @param reference where it stands and when it was accepted
   */
  public Occurrence(AcceptedEvent event, @Nullable Object data, EventReference reference) {
    this(EventData.parsed(event, data), event, reference);
  }

  public AcceptedEvent event() {
    return event;
  }

  /** The data, parsed when it is first asked for. */
  public @Nullable Object data() {
    return data.whole();
  }

  /** The values of some fields of event and data. */
  FieldValues fields(FieldTree wanted) {
    return data.fields(wanted);
  }

  /** Where it stands and when it was accepted. */
  public EventReference reference() {
    return reference;
  }

  /** The instant at which everything about this event is decided; {@code now} in expressions. */
  public Instant acceptedAt() {
    return reference.acceptedAt();
  }
}
