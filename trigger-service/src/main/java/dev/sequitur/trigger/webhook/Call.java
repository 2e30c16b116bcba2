package dev.sequitur.trigger.webhook;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.event.EventLog;
import dev.sequitur.trigger.event.InFlight;
import dev.sequitur.trigger.event.Tally;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** One call of a webhook. Lives on its connection's event loop. */
final class Call implements BodyReader.Listener {

  private static final Logger LOG = Logger.getLogger(Call.class);

  private final HttpServerRequest request;
  private final Webhook webhook;
  private final Target target;
  private final InFlight.Place place;
  private final String tooLarge;
  private final Verifier verifier;
  private final EventLog events;
  private final Tally tally;
  private final String traceParent;
  private boolean read;
  private long bytes = Target.UNKNOWN;

  Call(
      HttpServerRequest request,
      Target target,
      InFlight.Place place,
      String tooLarge,
      Verifier verifier,
      EventLog events,
      Tally tally) {
    this.request = request;
    this.webhook = target.webhook();
    this.target = target;
    this.place = place;
    this.tooLarge = tooLarge;
    this.verifier = verifier;
    this.events = events;
    this.tally = tally;
    this.traceParent = TraceParent.continued(request.getHeader("traceparent"));
  }

  /** The sender went away. What is on its way to the broker keeps its place until it is there. */
  void abandoned() {
    if (!read) {
      place.leave();
    }
  }

  @Override
  public void tooLarge() {
    refuse(TriggerProblem.EVENT_TOO_LARGE, tooLarge, List.of());
  }

  @Override
  public void noRoom() {
    refuse(
        TriggerProblem.TOO_MANY_IN_FLIGHT, "The limit of bytes under way is reached.", List.of());
  }

  @Override
  public void complete(byte[] body) {
    read = true;
    bytes = body.length;
    try {
      decide(body);
    } catch (RuntimeException e) {
      LOG.errorf(e, "a webhook call failed [%s]", TraceParent.traceId(traceParent));
      refuse(CommonProblem.INTERNAL_ERROR, CommonProblem.INTERNAL_ERROR.title(), List.of());
    }
  }

  private void decide(byte[] body) {
    var incoming = RequestReader.read(request, body);
    if (incoming == null) {
      refuse(CommonProblem.MALFORMED_REQUEST, "The query cannot be decoded.", List.of());
      return;
    }
    var refusal = verifier.check(webhook, incoming);
    if (refusal != null) {
      refuse(refusal, refusal.title(), List.of());
      return;
    }
    switch (Reception.decide(webhook, incoming, traceParent, Call::drawn)) {
      case Decision.Accepted(AcceptedEvent event) -> append(event);
      case Decision.Filtered(String code) -> filter(code);
      case Decision.Challenged(String challenge) -> answer(challenge);
      case Decision.Refused(ProblemCode code, String detail, List<Violation> errors) ->
          refuse(code, detail, errors);
    }
  }

  private void append(AcceptedEvent event) {
    Context context = Vertx.currentContext();
    events
        .append(event.message())
        .whenComplete(
            (_, failure) -> {
              place.leave();
              context.runOnContext(_ -> acknowledged(event.id(), failure));
            });
  }

  private void acknowledged(UUID id, @Nullable Throwable failure) {
    if (failure == null) {
      tally.accepted(1);
      target.accepted(bytes, id);
      Answer.accepted(request.response(), id);
    } else {
      LOG.debugf("not acknowledged [%s]: %s", TraceParent.traceId(traceParent), failure);
      refuse(
          TriggerProblem.BROKER_UNAVAILABLE,
          "The broker did not acknowledge the event in time.",
          List.of());
    }
  }

  private void filter(@Nullable String code) {
    place.leave();
    tally.filtered(code);
    target.filtered(bytes, code);
    Answer.filtered(request.response(), code);
  }

  private void answer(String challenge) {
    place.leave();
    target.challenged(bytes);
    Answer.challenge(request.response(), challenge);
  }

  private void refuse(ProblemCode code, String detail, List<Violation> errors) {
    place.leave();
    tally.refused(code);
    target.refused(bytes, code, detail, errors);
    Answer.problem(request.response(), code, detail, errors, traceParent);
  }

  private static String drawn() {
    return "drawn:" + UUID.randomUUID();
  }
}
