package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.kit.expression.Variables;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What expressions of rules see: {@code event} (id, type, source, subject, key, time, workspace,
 * trigger, hops; texts, and an attribute that the event does not carry is missing), {@code data},
 * and {@code now}, the instant at which the event was accepted.
 */
public final class EventVariables implements Variables {

  private final Occurrence occurrence;
  private final FieldValues fields;
  private @Nullable Map<String, Object> attributes;

  /** Of an event, to be asked for anything. */
  public EventVariables(Occurrence occurrence) {
    this(occurrence, FieldValues.none(FieldTree.EMPTY));
  }

  /**
   * Of an event.
   *
   * @param fields of it, which are enough for the expressions that are given {@link #flat}
   */
  EventVariables(Occurrence occurrence, FieldValues fields) {
    this.occurrence = occurrence;
    this.fields = fields;
  }

  @Override
  public @Nullable Object find(String name) {
    return switch (name) {
      case "data" -> occurrence.data();
      case "event" -> attributes();
      case "now" -> occurrence.acceptedAt();
      default -> UNSET;
    };
  }

  /** Of the data the fields that rules mention, which were read in one pass. */
  @Override
  public @Nullable Object atHand(String name) {
    return name.equals("data") ? fields.variable(name) : find(name);
  }

  FieldValues fields() {
    return fields;
  }

  /** The same, of the data no more than the fields. */
  Variables flat() {
    return this::atHand;
  }

  private Map<String, Object> attributes() {
    if (attributes == null) {
      attributes = of(occurrence.event());
    }
    return attributes;
  }

  /** An event's attributes by their names. */
  static Map<String, Object> of(AcceptedEvent event) {
    var attributes = new HashMap<String, Object>(16);
    attributes.put("id", event.id().toString());
    attributes.put("type", event.type());
    attributes.put("source", event.source());
    attributes.put("workspace", event.workspace());
    attributes.put("trigger", event.trigger().toString());
    attributes.put("hops", (long) event.hops());
    putIfPresent(attributes, "subject", event.subject());
    putIfPresent(attributes, "key", event.key());
    putIfPresent(attributes, "time", event.time());
    return attributes;
  }

  private static void putIfPresent(
      Map<String, Object> attributes, String name, @Nullable Object value) {
    if (value != null) {
      attributes.put(name, value.toString());
    }
  }
}
