package dev.sequitur.trigger.firing;

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
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/** What somebody who fires a trigger by hand would get. */
@ApplicationScoped
class ManualRehearsal implements Rehearsal {

  private final int bodyLimit;

  ManualRehearsal(TriggerConfig config) {
    this.bodyLimit = config.bodyLimit();
  }

  @Override
  public boolean rehearses(Source source) {
    return source instanceof Source.Manual;
  }

  @Override
  public Set<String> fields() {
    return Set.of("body", "text", "headers");
  }

  @Override
  public Trial rehearse(PublishedTrigger trigger, Sample sample) {
    var body = sample.body() == null ? new byte[0] : sample.body();
    if (body.length > bodyLimit) {
      var code = TriggerProblem.EVENT_TOO_LARGE;
      return Trial.rejected(code.name(), code.title(), List.of());
    }
    var isDrawn = new AtomicBoolean();
    var firing =
        ManualFiring.decide(
            trigger,
            new IncomingRequest(sample.headers(), Map.of(), body),
            TraceParent.fresh(),
            () -> {
              isDrawn.set(true);
              return "drawn:";
            });
    return switch (firing) {
      case ManualFiring.Fired(AcceptedEvent event) -> Trial.accepted(event, !isDrawn.get());
      case ManualFiring.Filtered(String code) -> Trial.filtered(code);
      case ManualFiring.Refused(ProblemCode code, String detail, List<Violation> errors) ->
          Trial.rejected(code.name(), detail, errors);
    };
  }
}
