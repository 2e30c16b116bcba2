package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.event.EventLog;
import dev.sequitur.trigger.event.InFlight;
import dev.sequitur.trigger.event.Tally;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Takes calls of webhooks from their first byte to the answer. */
@ApplicationScoped
class Calls {

  private final Verifier verifier;
  private final EventLog events;
  private final Tally tally;

  Calls(Verifier verifier, EventLog events, Tally tally) {
    this.verifier = verifier;
    this.events = events;
    this.tally = tally;
  }

  /** A call that begins; to be fed by a {@link BodyReader} on the connection's event loop. */
  Call begin(HttpServerRequest request, Webhook webhook, InFlight.Place place, String tooLarge) {
    return new Call(request, webhook, place, tooLarge, verifier, events, tally);
  }
}
