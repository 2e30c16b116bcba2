package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.kit.expression.Json;
import dev.sequitur.kit.expression.JsonValues;
import org.jspecify.annotations.Nullable;

/**
 * An event's data, read as far as somebody needs it: the fields that rules mention in one pass, the
 * whole only when it is asked for. Used by one thread at a time.
 */
final class EventData {

  private static final String DATA = "data";
  private static final String EVENT = "event";

  private final AcceptedEvent event;
  private @Nullable FieldValues fields;
  private @Nullable Object whole;
  private boolean isWhole;

  private EventData(AcceptedEvent event) {
    this.event = event;
  }

  /** Of data that is parsed already. */
  static EventData parsed(AcceptedEvent event, @Nullable Object whole) {
    var data = new EventData(event);
    data.whole = whole;
    data.isWhole = true;
    return data;
  }

  /**
   * Reads data to its end.
   *
   * @throws UnreadableException if it is no JSON that expressions can read, whatever is wanted
   */
  static EventData read(AcceptedEvent event, FieldTree wanted) {
    var data = new EventData(event);
    data.fields = data.readFields(wanted);
    return data;
  }

  /** The whole of it; see {@link JsonValues}. */
  @Nullable Object whole() {
    if (!isWhole) {
      whole = parse(event.data());
      isWhole = true;
    }
    return whole;
  }

  /** The values of some fields of event and data. */
  FieldValues fields(FieldTree wanted) {
    var known = fields;
    if (known == null || known.tree() != wanted) {
      known = readFields(wanted);
      fields = known;
    }
    return known;
  }

  private FieldValues readFields(FieldTree wanted) {
    var read = isWhole ? null : FieldValues.read(event.data(), wanted, DATA);
    if (read == null) {
      read = FieldValues.none(wanted);
      read.put(DATA, whole());
    }
    if (wanted.member(EVENT) != null) {
      read.put(EVENT, EventVariables.of(event));
    }
    return read;
  }

  /** Parses data as {@link JsonValues} does. */
  static @Nullable Object parse(byte[] json) {
    return switch (JsonValues.parse(json)) {
      case Json.Parsed(var value) -> value;
      case Json.Malformed(var detail, var line, var column) ->
          throw new UnreadableException(
              "data: " + detail + " (line " + line + ", column " + column + ")");
    };
  }
}
