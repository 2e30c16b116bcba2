package dev.sequitur.trigger.webhook;

import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.trigger.delivery.DeliveryLog;
import dev.sequitur.trigger.event.EventLog;
import dev.sequitur.trigger.event.InFlight;
import dev.sequitur.trigger.event.Tally;
import dev.sequitur.trigger.state.Activities;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.List;

/** Takes calls of webhooks from their first byte to the answer. */
@ApplicationScoped
class Calls {

  private final Verifier verifier;
  private final EventLog events;
  private final Tally tally;
  private final Activities activities;
  private final DeliveryLog deliveries;
  private final InstantSource clock;

  Calls(
      Verifier verifier,
      EventLog events,
      Tally tally,
      Activities activities,
      DeliveryLog deliveries,
      InstantSource clock) {
    this.verifier = verifier;
    this.events = events;
    this.tally = tally;
    this.activities = activities;
    this.deliveries = deliveries;
    this.clock = clock;
  }

  /** A call that begins; to be fed by a {@link BodyReader} on the connection's event loop. */
  Call begin(HttpServerRequest request, Webhook webhook, InFlight.Place place, String tooLarge) {
    return new Call(request, target(webhook), place, tooLarge, verifier, events, tally);
  }

  /**
   * A call of a webhook that is refused before its body is read.
   *
   * @param bytes as they were announced; negative = not at all
   */
  void refused(Webhook webhook, long bytes, ProblemCode code, String detail) {
    tally.refused(code);
    target(webhook).refused(bytes, code, detail, List.of());
  }

  private Target target(Webhook webhook) {
    var trigger = webhook.trigger();
    return new Target(
        webhook,
        activities.of(trigger.workspace(), trigger.uid()),
        deliveries.of(trigger.workspace(), trigger.uid()),
        clock);
  }
}
