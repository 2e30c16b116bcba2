package dev.sequitur.trigger.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceContext;
import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.TriggerProblem;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** CloudEvents by HTTP: one or many, accepted as a whole. */
@Path("/api/v1/workspaces/{workspace}/events")
@Produces("application/json")
public class EventsResource {

  private final EventLog log;
  private final InFlight inFlight;
  private final Tally tally;
  private final TraceContext trace;
  private final int bodyLimit;

  EventsResource(
      EventLog log, InFlight inFlight, Tally tally, TraceContext trace, TriggerConfig config) {
    this.log = log;
    this.inFlight = inFlight;
    this.tally = tally;
    this.trace = trace;
    this.bodyLimit = config.bodyLimit();
  }

  /** The ids of what was accepted; {@code eventId} where it was sent as one event. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Accepted(@Nullable UUID eventId, List<UUID> eventIds) {}

  /** 202 when all events are acknowledged; after a 503 some of them may be stored. */
  @POST
  @NonBlocking
  @RolesAllowed("event:write")
  public Uni<Response> post(
      @PathParam("workspace") String workspace, @Context HttpHeaders headers, byte[] body) {
    var request = new IncomingRequest(lowerCase(headers), Map.of(), body);
    if (body.length > bodyLimit) {
      throw refused(
          TriggerProblem.EVENT_TOO_LARGE, "A body has at most " + bodyLimit + " bytes.", List.of());
    }
    return switch (CloudEventsBinding.read(request)) {
      case CloudEventsBinding.Reading.Refused(var code, var detail, var errors) ->
          throw refused(code, detail, errors);
      case CloudEventsBinding.Reading.Events(var events, var batch) ->
          append(workspace, events, batch, body.length);
    };
  }

  private Uni<Response> append(
      String workspace, List<CloudEvent> events, boolean batch, int bytes) {
    var place = inFlight.enter();
    if (place == null || !place.take(bytes)) {
      if (place != null) {
        place.leave();
      }
      throw refused(
          TriggerProblem.TOO_MANY_IN_FLIGHT, TriggerProblem.TOO_MANY_IN_FLIGHT.title(), List.of());
    }
    var traceParent = trace.traceParent();
    var messages = events.stream().map(event -> event.message(workspace, traceParent)).toList();
    var ids = events.stream().map(event -> event.eventId(workspace)).toList();
    var acknowledged = log.append(messages).whenComplete((_, _) -> place.leave());
    return Uni.createFrom()
        .completionStage(acknowledged)
        .map(_ -> accepted(ids, batch))
        .onFailure()
        .transform(
            _ ->
                refused(
                    TriggerProblem.BROKER_UNAVAILABLE,
                    "The broker did not acknowledge everything in time.",
                    List.of()));
  }

  private Response accepted(List<UUID> ids, boolean batch) {
    tally.accepted(ids.size());
    var answer = new Accepted(batch ? null : ids.getFirst(), ids);
    return Response.accepted(answer).build();
  }

  private Problem refused(ProblemCode code, String detail, List<Violation> errors) {
    tally.refused(code);
    return code.with(detail, errors);
  }

  private static Map<String, String> lowerCase(HttpHeaders headers) {
    var all = new HashMap<String, String>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) -> all.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return all;
  }
}
