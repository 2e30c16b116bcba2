package dev.sequitur.trigger.firing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceContext;
import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.event.EventLog;
import dev.sequitur.trigger.event.InFlight;
import dev.sequitur.trigger.event.IncomingRequest;
import dev.sequitur.trigger.event.Tally;
import dev.sequitur.trigger.state.Activities;
import dev.sequitur.trigger.state.Activity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Takes requests to fire a trigger: decided, and acknowledged by the broker. */
@ApplicationScoped
class Intake {

  private final EventLog log;
  private final InFlight inFlight;
  private final Tally tally;
  private final Activities activities;
  private final TraceContext trace;
  private final int bodyLimit;

  Intake(
      EventLog log,
      InFlight inFlight,
      Tally tally,
      Activities activities,
      TraceContext trace,
      TriggerConfig config) {
    this.log = log;
    this.inFlight = inFlight;
    this.tally = tally;
    this.activities = activities;
    this.trace = trace;
    this.bodyLimit = config.bodyLimit();
  }

  /** What was made of it. */
  record Accepted(UUID eventId) {}

  /** A filter kept it out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record KeptOut(boolean filtered, @Nullable String code) {}

  Uni<Response> take(PublishedTrigger trigger, IncomingRequest request) {
    var activity = activities.of(trigger.workspace(), trigger.uid());
    try {
      return decide(trigger, request, activity);
    } catch (Problem refused) {
      activity.refused(refused.code().name());
      throw refused;
    }
  }

  private Uni<Response> decide(
      PublishedTrigger trigger, IncomingRequest request, Activity activity) {
    if (request.body().length > bodyLimit) {
      throw refused(
          TriggerProblem.EVENT_TOO_LARGE, "A body has at most " + bodyLimit + " bytes.", List.of());
    }
    return switch (ManualFiring.decide(trigger, request, trace.traceParent(), Intake::drawn)) {
      case ManualFiring.Fired(AcceptedEvent event) ->
          append(event, request.body().length, activity);
      case ManualFiring.Filtered(String code) -> {
        tally.filtered(code);
        yield Uni.createFrom().item(Response.accepted(new KeptOut(true, code)).build());
      }
      case ManualFiring.Refused(ProblemCode code, String detail, List<Violation> errors) ->
          throw refused(code, detail, errors);
    };
  }

  private Uni<Response> append(AcceptedEvent event, int bytes, Activity activity) {
    var place = inFlight.enter();
    if (place == null || !place.take(bytes)) {
      if (place != null) {
        place.leave();
      }
      throw refused(
          TriggerProblem.TOO_MANY_IN_FLIGHT, TriggerProblem.TOO_MANY_IN_FLIGHT.title(), List.of());
    }
    var acknowledged = log.append(event.message()).whenComplete((_, _) -> place.leave());
    return Uni.createFrom()
        .completionStage(acknowledged)
        .map(_ -> accepted(event.id(), activity))
        .onFailure()
        .transform(
            _ ->
                refused(
                    TriggerProblem.BROKER_UNAVAILABLE,
                    "The broker did not acknowledge the event in time.",
                    List.of()));
  }

  private Response accepted(UUID event, Activity activity) {
    tally.accepted(1);
    activity.accepted(event);
    return Response.accepted(new Accepted(event)).build();
  }

  private Problem refused(ProblemCode code, String detail, List<Violation> errors) {
    tally.refused(code);
    return code.with(detail, errors);
  }

  private static String drawn() {
    return "drawn:" + UUID.randomUUID();
  }
}
