package dev.sequitur.executor.action.emit;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Ids;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.action.Action;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.ActionType;
import dev.sequitur.executor.action.BlockingAttempts;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Progress;
import dev.sequitur.executor.action.Schemas;
import dev.sequitur.kit.kafka.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@code emit@1}: puts an event onto {@code events}, where rules take it up like any other.
 *
 * <p>Takes {@code type}, {@code data} (JSON, up to 256 KB), {@code key} and {@code subject}. Its id
 * is derived from the command, so a repeat is the same event and starts nothing new: delivery is
 * idempotent. It succeeds when the broker has acknowledged it. The event carries how many emitted
 * events lie behind it; one that would carry more than {@code sequitur.executor.emit-hops} is
 * refused, for rules that emit for each other would go on for ever; and which rules these were, so
 * that matching can end a circle sooner. Output: {@code eventId}.
 */
@ApplicationScoped
class Emit implements Action<EmitArguments> {

  private static final ActionType TYPE =
      new ActionType(
          "emit@1",
          "Emits an event that rules take up like any other.",
          Delivery.IDEMPOTENT,
          Schemas.object(
              List.of("type"),
              Map.of(
                  "type", Schemas.text(EmitArguments.LONGEST_ATTRIBUTE),
                  "subject", Map.of("type", List.of("string", "number", "boolean")),
                  "key", Map.of("type", List.of("string", "number", "boolean")),
                  "data", Map.of("description", "JSON, any value; {} if it is left out"))),
          Schemas.output(Map.of("eventId", Map.of("type", "string"))));

  private final Outgoing outgoing;
  private final BlockingAttempts attempts;
  private final InstantSource clock;
  private final int mostHops;

  Emit(Outgoing outgoing, BlockingAttempts attempts, InstantSource clock, ExecutorConfig config) {
    this.outgoing = outgoing;
    this.attempts = attempts;
    this.clock = clock;
    this.mostHops = config.emitHops();
  }

  @Override
  public ActionType type() {
    return TYPE;
  }

  @Override
  public EmitArguments read(Map<String, @Nullable Object> with) {
    return EmitArguments.read(with);
  }

  @Override
  public CompletionStage<ActionResult> perform(ActionContext context, EmitArguments arguments) {
    var before = context.cause().event().hops();
    var hops = before == null ? 1 : before + 1;
    if (hops > mostHops) {
      return CompletableFuture.completedFuture(
          ActionResult.failed(
              Phase.PREPARED,
              EffectCode.TOO_MANY_HOPS,
              "more than " + mostHops + " events were emitted one for another"));
    }
    var event = event(context, arguments, hops);
    // The producer blocks its caller while it does not know the topic.
    return attempts.make(context.timeout(), progress -> append(event, progress));
  }

  private AcceptedEvent event(ActionContext context, EmitArguments arguments, int hops) {
    var cause = context.cause();
    var starter = cause.starter();
    var event =
        new AcceptedEvent(
            Ids.emitted(context.workspace(), context.targetKey()),
            context.workspace(),
            arguments.type(),
            "/" + starter.kind() + "/" + starter.name(),
            arguments.subject(),
            arguments.key(),
            clock.instant(),
            Ids.NO_TRIGGER,
            0,
            hops,
            arguments.data(),
            context.traceParent());
    return event.behind(cause.event().chainWith(starter.uid()));
  }

  private ActionResult append(AcceptedEvent event, Progress progress) {
    progress.writing();
    try {
      outgoing.send(event.message()).join();
      return ActionResult.succeeded(null, Map.of("eventId", event.id().toString()));
    } catch (CompletionException e) {
      return ActionResult.failed(
          Phase.WRITTEN, EffectCode.CONNECTION_CUT, "the broker has not acknowledged the event");
    }
  }
}
