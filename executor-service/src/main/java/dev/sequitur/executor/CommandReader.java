package dev.sequitur.executor;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads records of {@code commands}. What is absent and has a default is filled in. */
public final class CommandReader {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final Duration LONGEST_TOTAL = Duration.ofDays(7);

  private CommandReader() {}

  /**
   * Reads a command.
   *
   * @throws UnreadableException if the record is none, or one of another version
   */
  public static Command read(Map<String, String> headers, byte @Nullable [] value) {
    var type = headers.get(Headers.TYPE);
    if (value != null && PerformActions.TYPE.equals(type)) {
      return new Command.Perform(actions(value));
    }
    if (value != null && CancelRun.TYPE.equals(type)) {
      return new Command.Cancel(cancellation(value));
    }
    throw new UnreadableException("a record of type " + type + " where a command was expected");
  }

  private static CancelRun cancellation(byte[] value) {
    var asked = Wire.read(value, CancelRun.class);
    require(asked.runId(), "runId");
    require(asked.workspace(), "workspace");
    require(asked.by(), "by");
    require(asked.askedAt(), "askedAt");
    return asked;
  }

  private static PerformActions actions(byte[] value) {
    var command = Wire.read(value, PerformActions.class);
    require(command.runId(), "runId");
    require(command.workspace(), "workspace");
    require(command.decidedAt(), "decidedAt");
    require(command.event(), "event");
    require(command.event().id(), "event.id");
    require(command.event().acceptedAt(), "event.acceptedAt");
    require(command.starter(), "starter");
    require(command.starter().name(), "starter.name");
    return new PerformActions(
        command.runId(),
        command.revision(),
        command.workspace(),
        command.starter(),
        command.event(),
        command.runNo(),
        command.decidedAt(),
        calls(command.actions()),
        Map.of());
  }

  private static List<ActionCall> calls(@Nullable List<ActionCall> calls) {
    if (calls == null) {
      throw new UnreadableException("a command without actions");
    }
    var filled = new ArrayList<ActionCall>(calls.size());
    var seen = new HashSet<UUID>();
    for (var call : calls) {
      require(call, "actions");
      require(call.commandId(), "commandId");
      require(call.step(), "step");
      require(call.uses(), "uses");
      if (!seen.add(call.commandId())) {
        throw new UnreadableException("two actions of the command have the same id");
      }
      filled.add(filled(call));
    }
    return filled;
  }

  private static ActionCall filled(ActionCall call) {
    return new ActionCall(
        call.commandId(),
        call.step(),
        call.iteration(),
        call.uses(),
        Objects.requireNonNullElse(call.with(), Map.of()),
        call.delivery(),
        policy(Objects.requireNonNullElse(call.retry(), RetryPolicy.DEFAULT)),
        Objects.requireNonNullElse(call.timeout(), TIMEOUT));
  }

  private static RetryPolicy policy(RetryPolicy given) {
    var standard = RetryPolicy.DEFAULT;
    var total = Objects.requireNonNullElse(given.total(), standard.total());
    return new RetryPolicy(
        given.max(),
        Objects.requireNonNullElse(given.backoff(), standard.backoff()),
        Objects.requireNonNullElse(given.cap(), standard.cap()),
        total.compareTo(LONGEST_TOTAL) > 0 ? LONGEST_TOTAL : total);
  }

  private static void require(@Nullable Object value, String field) {
    if (value == null) {
      throw new UnreadableException("a command without " + field);
    }
  }
}
