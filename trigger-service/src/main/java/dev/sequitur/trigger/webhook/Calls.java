package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.event.EventLog;
import dev.sequitur.trigger.event.InFlight;
import dev.sequitur.trigger.event.Tally;
import dev.sequitur.trigger.state.Activities;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes calls of webhooks from their first byte to the answer. */
@ApplicationScoped
class Calls {

  private final Verifier verifier;
  private final EventLog events;
  private final Tally tally;
  private final Activities activities;

  Calls(Verifier verifier, EventLog events, Tally tally, Activities activities) {
    this.verifier = verifier;
    this.events = events;
    this.tally = tally;
    this.activities = activities;
  }

  /** A call that begins; to be fed by a {@link BodyReader} on the connection's event loop. */
  Call begin(HttpServerRequest request, Webhook webhook, InFlight.Place place, String tooLarge) {
    var activity = activities.of(webhook.trigger().workspace(), webhook.trigger().uid());
    return new Call(
        request, new Call.Target(webhook, activity), place, tooLarge, verifier, events, tally);
  }
}
