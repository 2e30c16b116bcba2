package dev.sequitur.reporting.lineage;

import dev.sequitur.kit.token.Caller;
import dev.sequitur.reporting.ReportingProblem;
import dev.sequitur.reporting.query.Freshness;
import dev.sequitur.reporting.query.Parameters;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** What followed from an event, and what it followed from. */
@Path("/api/v1/workspaces/{workspace}/events/{id}/lineage")
@Produces("application/json")
@RunOnVirtualThread
public class EventLineageResource {

  private final Lineages lineages;
  private final Freshness freshness;
  private final Caller caller;

  EventLineageResource(Lineages lineages, Freshness freshness, Caller caller) {
    this.lineages = lineages;
    this.freshness = freshness;
    this.caller = caller;
  }

  @GET
  public Lineage find(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    caller.require("event:read");
    caller.require("run:read");
    var asOf = freshness.knownUntil();
    return lineages
        .ofEvent(workspace, Parameters.id(id), asOf)
        .orElseThrow(
            () ->
                ReportingProblem.EVENT_NOT_FOUND.with(
                    "There is no event " + id + " in the index."));
  }
}
