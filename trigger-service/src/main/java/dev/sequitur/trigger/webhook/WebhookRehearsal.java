package dev.sequitur.trigger.webhook;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.event.IncomingRequest;
import dev.sequitur.trigger.trial.Rehearsal;
import dev.sequitur.trigger.trial.Sample;
import dev.sequitur.trigger.trial.Trial;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What a webhook would make of a verified call. */
@ApplicationScoped
class WebhookRehearsal implements Rehearsal {

  private final int bodyLimit;

  WebhookRehearsal(TriggerConfig config) {
    this.bodyLimit = config.bodyLimit();
  }

  @Override
  public boolean rehearses(Source source) {
    return source instanceof Source.Webhook;
  }

  @Override
  public Set<String> fields() {
    return Set.of("body", "text", "headers", "query");
  }

  @Override
  public Trial rehearse(PublishedTrigger trigger, Sample sample) {
    var body = sample.body() == null ? new byte[0] : sample.body();
    if (body.length > bodyLimit) {
      var code = TriggerProblem.EVENT_TOO_LARGE;
      return Trial.rejected(code.name(), code.title(), List.of());
    }
    var webhook = new Webhook(trigger, (Source.Webhook) trigger.spec().source());
    var request = new IncomingRequest(sample.headers(), sample.query(), body);
    var isDrawn = new AtomicBoolean();
    var decision =
        Reception.decide(
            webhook,
            request,
            TraceParent.fresh(),
            () -> {
              isDrawn.set(true);
              return "drawn:";
            });
    return switch (decision) {
      case Decision.Accepted(AcceptedEvent event) -> Trial.accepted(event, !isDrawn.get());
      case Decision.Filtered(String code) -> Trial.filtered(code);
      case Decision.Challenged _ -> Trial.challenged();
      case Decision.Refused(ProblemCode code, String detail, List<Violation> errors) ->
          Trial.rejected(code.name(), detail, errors);
    };
  }
}
