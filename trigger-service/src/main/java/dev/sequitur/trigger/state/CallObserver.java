package dev.sequitur.trigger.state;

import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.state.Observation.Condition;
import dev.sequitur.trigger.state.Observation.LastEvent;
import dev.sequitur.trigger.state.Observation.LastRefusal;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Triggers that are called: webhooks, and those fired by hand. */
@ApplicationScoped
class CallObserver implements Observer {

  /** One or two are a mistake of a sender; from here on something is wrong. */
  private static final int FAILING_FROM = 3;

  private final Activities activities;

  CallObserver(Activities activities) {
    this.activities = activities;
  }

  @Override
  public boolean observes(Source source) {
    return source instanceof Source.Webhook || source instanceof Source.Manual;
  }

  @Override
  public Observation observe(String workspace, UUID trigger) {
    return decide(activities.stored(workspace, trigger).orElse(Activity.Seen.NOTHING));
  }

  static Observation decide(Activity.Seen seen) {
    var isFailing = seen.inARow() >= FAILING_FROM;
    return new Observation(
        isFailing ? Condition.FAILING : Condition.RUNNING,
        isFailing ? seen.refusal() : null,
        seen.event() == null ? null : new LastEvent(seen.event(), seen.eventAt()),
        seen.refusal() == null
            ? null
            : new LastRefusal(seen.refusal(), seen.refusedAt(), seen.inARow()),
        null,
        null);
  }
}
