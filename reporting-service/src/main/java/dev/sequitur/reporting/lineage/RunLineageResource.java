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

/** What followed from the event that started a run, and what that followed from. */
@Path("/api/v1/workspaces/{workspace}/runs/{id}/lineage")
@Produces("application/json")
@RunOnVirtualThread
public class RunLineageResource {

  private final Lineages lineages;
  private final Freshness freshness;
  private final Caller caller;

  RunLineageResource(Lineages lineages, Freshness freshness, Caller caller) {
    this.lineages = lineages;
    this.freshness = freshness;
    this.caller = caller;
  }

  /** The other runs of the event are shown as well. */
  @GET
  public Lineage find(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    caller.require("run:read");
    caller.require("event:read");
    var asOf = freshness.knownUntil();
    return lineages
        .eventOf(workspace, Parameters.id(id))
        .flatMap(event -> lineages.ofEvent(workspace, event, asOf))
        .orElseThrow(() -> ReportingProblem.RUN_NOT_FOUND.with("There is no run " + id + "."));
  }
}
