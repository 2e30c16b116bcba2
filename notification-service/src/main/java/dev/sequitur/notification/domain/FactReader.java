package dev.sequitur.notification.domain;

import com.fasterxml.jackson.core.JsonParser;
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

/** Picks what matters here out of all that is said on {@code outcomes} and {@code runs}. */
public final class FactReader {

  /** Begins the step of each command that carries a message; no rule's item can be called so. */
  public static final String MESSAGE = "message/";

  private FactReader() {}

  /**
   * What a record means; null if nothing.
   *
   * @throws UnreadableException if it should be one, and is not whole
   */
  public static @Nullable Heard read(Map<String, String> headers, byte @Nullable [] value) {
    var type = headers.get(Headers.TYPE);
    if (type == null) {
      throw new UnreadableException("a record without a type");
    }
    if (is(type, EffectSettled.TYPE)) {
      return settled(present(value, "value"));
    }
    return is(type, RunStartRejected.TYPE) ? refused(present(value, "value")) : null;
  }

  private static @Nullable Heard settled(byte[] value) {
    var peeked = Peeked.of(value);
    if (peeked != null && peeked.isSuccess() && !peeked.step().startsWith(MESSAGE)) {
      return new Heard.Success(peeked.workspace(), value);
    }
    var outcome = whole(value);
    if (outcome.starter().tellsPeople()) {
      return new Heard.Answer(outcome);
    }
    return switch (outcome.state()) {
      case FAILED -> trouble(outcome, Happening.FAILED);
      case DEAD -> trouble(outcome, Happening.DEAD);
      case UNKNOWN -> trouble(outcome, Happening.UNKNOWN);
      case SUCCEEDED -> new Heard.Success(outcome.workspace(), value);
      case CANCELLED -> null;
      case PLANNED, STARTED, RETRY_WAIT ->
          throw new UnreadableException("an outcome that is none: " + outcome.state());
    };
  }

  private static Heard trouble(EffectSettled outcome, Happening happening) {
    return new Heard.Trouble(new Fact.Settled(outcome, happening));
  }

  /**
   * An outcome, read as a whole.
   *
   * @throws UnreadableException if something is missing
   */
  public static EffectSettled whole(byte[] value) {
    var outcome = Wire.read(value, EffectSettled.class);
    present(outcome.workspace(), "workspace");
    present(outcome.runId(), "runId");
    present(outcome.commandId(), "commandId");
    present(outcome.uses(), "uses");
    present(outcome.attempts(), "attempts");
    present(outcome.settledAt(), "settledAt");
    present(outcome.state(), "state");
    whole(outcome.starter(), outcome.event());
    return outcome;
  }

  private static Heard refused(byte[] value) {
    var refusal = Wire.read(value, RunStartRejected.class);
    present(refusal.workspace(), "workspace");
    present(refusal.runId(), "runId");
    present(refusal.code(), "code");
    present(refusal.decidedAt(), "decidedAt");
    whole(refusal.starter(), refusal.event());
    return new Heard.Trouble(new Fact.Refused(refusal));
  }

  /** The few fields that tell whether the others need be read. */
  private record Peeked(String workspace, String step, @Nullable String state) {

    boolean isSuccess() {
      return EffectState.SUCCEEDED.name().equals(state) && !workspace.isEmpty();
    }

    static @Nullable Peeked of(byte[] value) {
      try (var json = Wire.json().createParser(value)) {
        return json.nextToken() == JsonToken.START_OBJECT ? of(json) : null;
      } catch (IOException e) {
        // Read as a whole next, which says what is wrong with it.
        return null;
      }
    }

    private static Peeked of(JsonParser json) throws IOException {
      var workspace = "";
      var step = "";
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        var name = json.currentName();
        var token = json.nextToken();
        if (token.isStructStart()) {
          json.skipChildren();
        } else if (name.equals("workspace")) {
          workspace = json.getText();
        } else if (name.equals("step")) {
          step = json.getText();
        } else if (name.equals("state")) {
          return new Peeked(workspace, step, json.getText());
        }
      }
      return new Peeked(workspace, step, null);
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
    var about = present(event, "event");
    present(about.id(), "event.id");
    present(about.type(), "event.type");
    present(about.acceptedAt(), "event.acceptedAt");
  }

  private static <T> T present(@Nullable T value, String name) {
    if (value == null) {
      throw new UnreadableException(name + " is missing");
    }
    return value;
  }
}
