package dev.sequitur.notification.domain;

import com.fasterxml.jackson.core.JsonToken;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.Starter;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Picks what went wrong out of all that is said on {@code outcomes} and {@code runs}. */
public final class FactReader {

  private FactReader() {}

  /**
   * The fact that a record tells of; null if nothing went wrong.
   *
   * @throws UnreadableException if it should be one, and is not whole
   */
  public static @Nullable Fact read(Map<String, String> headers, byte @Nullable [] value) {
    var type = headers.get(Headers.TYPE);
    if (type == null) {
      throw new UnreadableException("a record without a type");
    }
    if (is(type, EffectSettled.TYPE)) {
      return settled(present(value, "value"));
    }
    return is(type, RunStartRejected.TYPE) ? refused(present(value, "value")) : null;
  }

  private static @Nullable Fact settled(byte[] value) {
    // Nearly all that comes is a success, and its state is all that need be read of it.
    if (EffectState.SUCCEEDED.name().equals(state(value))) {
      return null;
    }
    var outcome = Wire.read(value, EffectSettled.class);
    present(outcome.workspace(), "workspace");
    present(outcome.runId(), "runId");
    present(outcome.commandId(), "commandId");
    present(outcome.uses(), "uses");
    present(outcome.attempts(), "attempts");
    present(outcome.settledAt(), "settledAt");
    whole(outcome.starter(), outcome.event());
    return switch (present(outcome.state(), "state")) {
      case FAILED -> new Fact.Settled(outcome, Happening.FAILED);
      case DEAD -> new Fact.Settled(outcome, Happening.DEAD);
      case UNKNOWN -> new Fact.Settled(outcome, Happening.UNKNOWN);
      case SUCCEEDED, CANCELLED -> null;
      case PLANNED, STARTED, RETRY_WAIT ->
          throw new UnreadableException("an outcome that is none: " + outcome.state());
    };
  }

  private static Fact refused(byte[] value) {
    var refusal = Wire.read(value, RunStartRejected.class);
    present(refusal.workspace(), "workspace");
    present(refusal.runId(), "runId");
    present(refusal.code(), "code");
    present(refusal.decidedAt(), "decidedAt");
    whole(refusal.starter(), refusal.event());
    return new Fact.Refused(refusal);
  }

  private static @Nullable String state(byte[] value) {
    try (var json = Wire.json().createParser(value)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var found = json.currentName().equals("state");
        json.nextToken();
        if (found) {
          return json.getText();
        }
        json.skipChildren();
      }
      return null;
    } catch (IOException e) {
      // Read as a whole next, which says what is wrong with it.
      return null;
    }
  }

  /** Another version of a type we know is one that we cannot read; other types are not ours. */
  private static boolean is(String type, String known) {
    if (type.equals(known)) {
      return true;
    }
    if (type.startsWith(known.substring(0, known.lastIndexOf('.') + 1))) {
      throw new UnreadableException("not a version that can be read: " + type);
    }
    return false;
  }

  private static void whole(@Nullable Starter starter, @Nullable EventReference event) {
    var rule = present(starter, "starter");
    present(rule.kind(), "starter.kind");
    present(rule.name(), "starter.name");
    present(rule.labels(), "starter.labels");
    present(present(event, "event").id(), "event.id");
  }

  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new UnreadableException(name + " is missing");
    }
    return value;
  }
}
