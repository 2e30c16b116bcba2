package dev.sequitur.notification;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Facts as executor-service and rule-service say them, for one rule of one workspace. */
public record Facts(String workspace, String rule, Map<String, String> labels) {

  public static final UUID RULE = UUID.fromString("00000000-0000-8000-8000-0000000000aa");

  public static Facts of(String workspace, String rule) {
    return new Facts(workspace, rule, Map.of());
  }

  public Facts labelled(String key, String value) {
    return new Facts(workspace, rule, Map.of(key, value));
  }

  /** An outcome of a fresh run; failures were answered 500 at each of six attempts. */
  public EffectSettled settled(EffectState state, Instant at) {
    return settled(state, UUID.randomUUID(), UUID.randomUUID(), 0, at);
  }

  public EffectSettled settled(
      EffectState state, UUID run, UUID command, int generation, Instant at) {
    var good = state == EffectState.SUCCEEDED;
    return new EffectSettled(
        run,
        command,
        workspace,
        "tell",
        "http.request@1",
        generation,
        state,
        good ? attempts(1, 200) : attempts(6, 500),
        null,
        good ? null : new Failure("HTTP_STATUS", "the target said: s3cret"),
        starter(),
        event(at),
        at,
        null);
  }

  /** The outcome that ended a fresh run well. */
  public EffectSettled finished(Instant at) {
    return ended(RunState.SUCCEEDED, at);
  }

  /** The outcome that ended a fresh run. */
  public EffectSettled ended(RunState state, Instant at) {
    var well = state == RunState.SUCCEEDED;
    return new EffectSettled(
        UUID.randomUUID(),
        UUID.randomUUID(),
        workspace,
        "tell",
        "http.request@1",
        0,
        well ? EffectState.SUCCEEDED : EffectState.FAILED,
        attempts(1, well ? 200 : 400),
        null,
        well ? null : new Failure("HTTP_STATUS", "the target said: s3cret"),
        starter(),
        event(at),
        at,
        new EffectSettled.RunEnd(state, 0, at));
  }

  /** What became of a command that notification-service has sent. */
  public static EffectSettled answer(
      PerformActions command, EffectState state, int generation, Instant at) {
    var call = command.actions().getFirst();
    var good = state == EffectState.SUCCEEDED;
    return new EffectSettled(
        command.runId(),
        call.commandId(),
        command.workspace(),
        call.step(),
        call.uses(),
        generation,
        state,
        attempts(1, good ? 200 : 500),
        null,
        good ? null : new Failure("CONNECT_FAILED", "the provider said: 535"),
        command.starter(),
        command.event(),
        at,
        new EffectSettled.RunEnd(good ? RunState.SUCCEEDED : RunState.FAILED, generation, at));
  }

  public RunStartRejected rejected(Instant at) {
    return new RunStartRejected(
        UUID.randomUUID(), workspace, starter(), event(at), at, "COMMAND_TOO_LARGE", "s3cret");
  }

  public static List<Attempt> attempts(int count, @Nullable Integer status) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(
            number ->
                new Attempt(
                    number, Instant.EPOCH, 1, Attempt.Phase.ANSWERED, status, "HTTP_STATUS", null))
        .toList();
  }

  private Starter starter() {
    return new Starter("Rule", RULE, rule, 1, labels);
  }

  private static EventReference event(Instant at) {
    return new EventReference(
        UUID.randomUUID(), "com.example.order", 0, 7, at, "s3cret subject", "s3cret key");
  }
}
