package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.expression.FieldTree;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An event as it was read, before it is known where it stood. */
public final class ReadEvent {

  private final AcceptedEvent event;
  private final EventData data;

  private ReadEvent(AcceptedEvent event, EventData data) {
    this.event = event;
    this.data = data;
  }

  /**
   * Reads a record of {@code events}, its data parsed.
   *
   * @throws UnreadableException if an attribute is missing or malformed, or the data is no JSON
   */
  public static ReadEvent of(Map<String, String> headers, byte @Nullable [] value) {
    var event = AcceptedEvent.read(headers, value);
    return new ReadEvent(event, EventData.parsed(event, EventData.parse(event.data())));
  }

  /**
   * Reads a record of {@code events}, and of its data the fields that a workspace's rules mention.
   * The data is walked through to its end even so: whether an event can be read must not depend on
   * the rules of the day.
   *
   * @param mentioned the fields by workspace; if they are others when the event is decided on, it
   *     is read once more
   * @throws UnreadableException if an attribute is missing or malformed, or the data is no JSON
   */
  public static ReadEvent of(
      Map<String, String> headers, byte @Nullable [] value, Function<String, FieldTree> mentioned) {
    var event = AcceptedEvent.read(headers, value);
    return new ReadEvent(event, EventData.read(event, mentioned.apply(event.workspace())));
  }

  public AcceptedEvent event() {
    return event;
  }

  /** The data, parsed when it is first asked for. */
  public @Nullable Object data() {
    return data.whole();
  }

  /** The same event at its place. */
  public Occurrence at(int partition, long offset, Instant acceptedAt) {
    var reference =
        new EventReference(
            event.id(),
            event.type(),
            partition,
            offset,
            acceptedAt,
            event.subject(),
            event.key(),
            event.trigger(),
            event.hops() == 0 ? null : event.hops(),
            event.followed() ? true : null,
            event.chain().isEmpty() ? null : event.chain());
    return Occurrence.reading(event, data, reference);
  }
}
