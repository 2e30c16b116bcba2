package dev.sequitur.rule.explain;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Why rules acted on an event, and why others did not. */
@Path("/api/v1/workspaces/{workspace}/events/{id}/explanation")
@Produces("application/json")
@RunOnVirtualThread
public class EventExplanationResource {

  private static final int MOST_RULES = 1_000;

  private final EventIndex index;
  private final EventExplanations explanations;
  private final Caller caller;

  EventExplanationResource(EventIndex index, EventExplanations explanations, Caller caller) {
    this.index = index;
    this.explanations = explanations;
    this.caller = caller;
  }

  /** Needs to see events and rules; values are shown to those who may see payloads. */
  @GET
  public EventExplanation explain(
      @PathParam("workspace") String workspace,
      @PathParam("id") String id,
      @QueryParam("rule") @Nullable String rule,
      @QueryParam("limit") @DefaultValue("200") int limit,
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization)
      throws InterruptedException {
    caller.require("event:read");
    caller.require("rule:read");
    if (limit < 1 || limit > MOST_RULES) {
      throw CommonProblem.VALIDATION_FAILED.with("limit must be between 1 and " + MOST_RULES + ".");
    }
    var event = id(id);
    var place =
        index
            .find(workspace, event, authorization)
            .orElseThrow(
                () ->
                    ExplanationProblem.EVENT_NOT_FOUND.with(
                        "There is no event " + event + " in the index."));
    return explanations.explain(
        new EventExplanations.Wanted(workspace, event, rule, limit, caller.may("payload:read")),
        place);
  }

  private static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw CommonProblem.MALFORMED_REQUEST.with("An event's id is a UUID.");
    }
  }
}
