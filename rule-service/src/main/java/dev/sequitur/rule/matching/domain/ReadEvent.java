package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.expression.Json;
import dev.sequitur.kit.expression.JsonValues;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as it was read, before it is known where it stood. */
public record ReadEvent(AcceptedEvent event, @Nullable Object data) {

  /**
   * Reads a record of {@code events}. The data is parsed here, once, and not only when some rule
   * asks for it: whether an event can be read must not depend on the rules of the day.
   *
   * @throws UnreadableException if an attribute is missing or malformed, or the data is no JSON
   */
  public static ReadEvent of(Map<String, String> headers, byte @Nullable [] value) {
    var event = AcceptedEvent.read(headers, value);
    return switch (JsonValues.parse(event.data())) {
      case Json.Parsed(var data) -> new ReadEvent(event, data);
      case Json.Malformed(var detail, var line, var column) ->
          throw new UnreadableException(
              "data: " + detail + " (line " + line + ", column " + column + ")");
    };
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
            event.followed() ? true : null);
    return new Occurrence(event, data, reference);
  }
}
