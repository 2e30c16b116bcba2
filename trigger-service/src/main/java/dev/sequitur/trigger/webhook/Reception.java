package dev.sequitur.trigger.webhook;

import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.event.ContentType;
import dev.sequitur.trigger.event.EventMapping;
import dev.sequitur.trigger.event.IncomingRequest;
import dev.sequitur.trigger.event.JsonBody;
import dev.sequitur.trigger.event.SourceKey;
import java.util.List;
import java.util.function.Supplier;

/** What becomes of a verified request: parsed, filtered, mapped, named. */
final class Reception {

  private Reception() {}

  /**
   * Decides. The same request that names its occurrence gives the same event.
   *
   * @param drawn names an occurrence that nothing in the request names
   */
  static Decision decide(
      Webhook webhook, IncomingRequest request, String traceParent, Supplier<String> drawn) {
    var content = ContentType.of(request);
    if (content == ContentType.OTHER || content == ContentType.CLOUD_EVENTS) {
      return new Decision.Refused(
          TriggerProblem.CONTENT_NOT_JSON,
          "Send Content-Type: application/json, in UTF-8 and not compressed.");
    }
    return switch (JsonBody.parse(request.body())) {
      case JsonBody.Malformed(String detail) ->
          new Decision.Refused(TriggerProblem.BODY_NOT_JSON, detail);
      case JsonBody.Parsed body -> {
        var challenge = Deliveries.challenge(webhook, body.value());
        yield challenge != null
            ? new Decision.Challenged(challenge)
            : decide(webhook, request, body, traceParent, drawn);
      }
    };
  }

  private static Decision decide(
      Webhook webhook,
      IncomingRequest request,
      JsonBody.Parsed body,
      String traceParent,
      Supplier<String> drawn) {
    return switch (filter(webhook, request, body)) {
      case Verdict.Matched _ -> map(webhook, request, body, traceParent, drawn);
      case Verdict.Unmatched _ -> new Decision.Filtered(null);
      case Verdict.Failed(String code, _) -> new Decision.Filtered(code);
    };
  }

  private static Verdict filter(Webhook webhook, IncomingRequest request, JsonBody.Parsed body) {
    var filter = webhook.trigger().spec().filter();
    return filter == null
        ? new Verdict.Matched()
        : filter.condition(request.variables(body.value()));
  }

  private static Decision map(
      Webhook webhook,
      IncomingRequest request,
      JsonBody.Parsed body,
      String traceParent,
      Supplier<String> drawn) {
    var variables = request.variables(body.value());
    return switch (webhook.trigger().spec().mapping().map(variables, body.bytes())) {
      case EventMapping.Mapped mapped -> {
        var delivery = Deliveries.sourceKey(webhook, request, body.value());
        var named = SourceKey.of(mapped.id(), delivery, request, body.value());
        var key = named == null ? drawn.get() : named;
        yield new Decision.Accepted(webhook.trigger().event(mapped, key, traceParent));
      }
      case EventMapping.Failed(String pointer, String code, String detail) ->
          new Decision.Refused(
              TriggerProblem.MAPPING_FAILED,
              "The trigger " + webhook.trigger().name() + " cannot make an event of this request.",
              List.of(new Violation(pointer, code, detail)));
    };
  }
}
