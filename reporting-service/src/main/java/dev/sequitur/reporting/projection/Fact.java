package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one record tells. */
public sealed interface Fact {

  /** The only topic on which such a fact may stand. */
  String topic();

  /** An event was accepted; when and where, its record says. */
  record Accepted(AcceptedEvent event) implements Fact {
    @Override
    public String topic() {
      return Topics.EVENTS.name();
    }
  }

  /** Something became known of a run. */
  record Told(String topic, RunChange change) implements Fact {}

  /**
   * Makes a fact of a record.
   *
   * @return null for a summary of matching, which tells nothing of a run
   * @throws UnreadableException if the type is not known, or something is missing
   */
  static @Nullable Fact read(Map<String, String> headers, byte @Nullable [] value) {
    // Events carry types of their users' choice, so it is not their type that tells them.
    if (headers.containsKey(Headers.TRIGGER)) {
      return new Accepted(AcceptedEvent.read(headers, value));
    }
    var type = String.valueOf(headers.get(Headers.TYPE));
    if (type.equals(EventsMatched.TYPE)) {
      return null;
    }
    if (value == null) {
      throw new UnreadableException("a record without a body");
    }
    try {
      return told(type, value);
    } catch (NullPointerException | IllegalArgumentException e) {
      throw new UnreadableException("incomplete " + type + ": " + e.getMessage(), e);
    }
  }

  private static Told told(String type, byte[] value) {
    return switch (type) {
      case PerformActions.TYPE ->
          new Told(
              Topics.COMMANDS.name(), RunChange.planned(Wire.read(value, PerformActions.class)));
      case EffectSettled.TYPE ->
          new Told(
              Topics.OUTCOMES.name(), RunChange.settled(Wire.read(value, EffectSettled.class)));
      case RunStartRejected.TYPE ->
          new Told(
              Topics.RUNS.name(), RunChange.rejected(Wire.read(value, RunStartRejected.class)));
      default -> throw new UnreadableException("records of type " + type + " are not known here");
    };
  }
}
