package dev.sequitur.reporting;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.Starter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One event and the run that it starts, as the records that services write of them.
 *
 * @param number tells the stories of a workspace apart
 */
public record Story(String workspace, String rule, int number, Instant acceptedAt) {

  public static final String TYPE = "com.example.order";

  public UUID eventId() {
    return Ids.event(workspace, Ids.NO_TRIGGER, "story-" + number);
  }

  public UUID runId() {
    return Ids.run(workspace, starter(1).uid(), eventId(), 0);
  }

  public UUID commandId(int action) {
    return Ids.command(runId(), step(action), 0);
  }

  public static String step(int action) {
    return "step-" + action;
  }

  public Starter starter(int version) {
    var uid = UUID.nameUUIDFromBytes((workspace + rule).getBytes(StandardCharsets.UTF_8));
    return new Starter("Rule", uid, rule, version, Map.of("team", "sales"));
  }

  public AcceptedEvent event() {
    return new AcceptedEvent(
        eventId(),
        workspace,
        TYPE,
        "/shop",
        "order-" + number,
        "customer-" + number % 7,
        null,
        Ids.NO_TRIGGER,
        0,
        0,
        "{\"amount\": 1}".getBytes(StandardCharsets.UTF_8),
        null);
  }

  public EventReference reference() {
    return new EventReference(
        eventId(),
        TYPE,
        0,
        number,
        acceptedAt,
        "order-" + number,
        "customer-" + number % 7,
        Ids.NO_TRIGGER,
        null);
  }

  public PerformActions command(int actions) {
    var calls = IntStream.range(0, actions).mapToObj(this::call).toList();
    return new PerformActions(
        runId(), 0, workspace, starter(3), reference(), 0, acceptedAt, calls, Map.of());
  }

  private ActionCall call(int action) {
    return new ActionCall(
        commandId(action),
        step(action),
        0,
        "http.request@1",
        Map.of("url", "http://127.0.0.1/"),
        null,
        RetryPolicy.DEFAULT,
        Duration.ofSeconds(30));
  }

  /** An outcome that leaves the run open. */
  public EffectSettled outcome(int action, int generation, EffectState state) {
    return outcome(action, generation, state, null);
  }

  /** An outcome that ends the run. */
  public EffectSettled last(int action, int generation, EffectState state) {
    var end = new RunEnd(RunState.of(List.of(state)), generation, settledAt(generation));
    return outcome(action, generation, state, end);
  }

  public EffectSettled outcome(
      int action, int generation, EffectState state, @Nullable RunEnd end) {
    var good = state == EffectState.SUCCEEDED;
    return new EffectSettled(
        runId(),
        commandId(action),
        workspace,
        step(action),
        "http.request@1",
        generation,
        state,
        List.of(attempt(generation, good)),
        good ? Map.of("status", 200, "body", Map.of("secret", "of the customer")) : null,
        good ? null : new Failure("HTTP_STATUS", "the target answered 500"),
        starter(3),
        reference(),
        settledAt(generation),
        end);
  }

  private Attempt attempt(int generation, boolean good) {
    return new Attempt(
        1,
        settledAt(generation).minusMillis(5),
        4_200,
        Attempt.Phase.ANSWERED,
        good ? 200 : 500,
        good ? null : "HTTP_STATUS",
        null);
  }

  public Instant settledAt(int generation) {
    return acceptedAt.plusSeconds(60L * generation).plusMillis(20);
  }

  public RunStartRejected rejected() {
    return new RunStartRejected(
        runId(),
        workspace,
        starter(3),
        reference(),
        acceptedAt,
        "COMMAND_TOO_LARGE",
        "the command would be 3 MB");
  }

  /** What is said of it where version 2 decides beside version 1; a code where neither matches. */
  public ShadowCompared compared(ShadowCompared.Difference difference) {
    return new ShadowCompared(
        0,
        List.of(
            new ShadowCompared.OfRule(
                workspace,
                starter(1).uid(),
                2,
                1,
                2,
                List.of(
                    new ShadowCompared.Verdict(
                        eventId(),
                        TYPE,
                        number,
                        acceptedAt,
                        difference,
                        difference == ShadowCompared.Difference.NONE
                            ? "EXPRESSION_FIELD_MISSING"
                            : null)))));
  }
}
