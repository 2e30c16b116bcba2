package dev.sequitur.trigger.firing;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.event.ContentType;
import dev.sequitur.trigger.event.EventMapping;
import dev.sequitur.trigger.event.IncomingRequest;
import dev.sequitur.trigger.event.JsonBody;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What becomes of a request to fire a trigger by hand. */
sealed interface ManualFiring {

  /** It makes an event. */
  record Fired(AcceptedEvent event) implements ManualFiring {}

  /**
   * The filter says no.
   *
   * @param code why it could not be told; null if it is just false
   */
  record Filtered(@Nullable String code) implements ManualFiring {}

  /** It is refused. */
  record Refused(ProblemCode code, String detail, List<Violation> errors) implements ManualFiring {}

  /**
   * Decides. The same body under the same Idempotency-Key gives the same event.
   *
   * @param drawn names an occurrence that nothing in the request names
   */
  static ManualFiring decide(
      PublishedTrigger trigger,
      IncomingRequest request,
      String traceParent,
      Supplier<String> drawn) {
    if (!(trigger.spec().source() instanceof Source.Manual)) {
      return refused(
          TriggerProblem.TRIGGER_NOT_MANUAL, trigger.name() + " is fired by its own source only.");
    }
    if (ContentType.of(request) != ContentType.JSON) {
      return refused(TriggerProblem.CONTENT_NOT_JSON, "Send Content-Type: application/json.");
    }
    return switch (body(request)) {
      case JsonBody.Malformed(String detail) -> refused(TriggerProblem.BODY_NOT_JSON, detail);
      case JsonBody.Parsed body -> map(trigger, request, body, traceParent, drawn);
    };
  }

  /** Whoever has nothing to say fires it with an empty object. */
  private static JsonBody body(IncomingRequest request) {
    return JsonBody.parse(
        request.body().length == 0 ? "{}".getBytes(StandardCharsets.UTF_8) : request.body());
  }

  private static ManualFiring map(
      PublishedTrigger trigger,
      IncomingRequest request,
      JsonBody.Parsed body,
      String traceParent,
      Supplier<String> drawn) {
    var variables = Variables.of(Collections.singletonMap("body", body.value()));
    var filter = trigger.spec().filter();
    return switch (filter == null ? new Verdict.Matched() : filter.condition(variables)) {
      case Verdict.Unmatched _ -> new Filtered(null);
      case Verdict.Failed(String code, _) -> new Filtered(code);
      case Verdict.Matched _ ->
          switch (trigger.spec().mapping().map(variables, body.bytes())) {
            case EventMapping.Mapped mapped ->
                new Fired(trigger.event(mapped, sourceKey(mapped, request, drawn), traceParent));
            case EventMapping.Failed(String pointer, String code, String detail) ->
                new Refused(
                    TriggerProblem.MAPPING_FAILED,
                    "The trigger " + trigger.name() + " cannot make an event of this request.",
                    List.of(new Violation(pointer, code, detail)));
          };
    };
  }

  private static String sourceKey(
      EventMapping.Mapped mapped, IncomingRequest request, Supplier<String> drawn) {
    if (mapped.id() != null) {
      return "id:" + mapped.id();
    }
    var key = request.header("idempotency-key");
    return key == null ? drawn.get() : "idempotency-key:" + key;
  }

  private static Refused refused(ProblemCode code, String detail) {
    return new Refused(code, detail, List.of());
  }
}
