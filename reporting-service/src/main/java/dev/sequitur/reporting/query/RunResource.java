package dev.sequitur.reporting.query;

import dev.sequitur.kit.token.Caller;
import dev.sequitur.reporting.ReportingProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** Runs: a list with filters, and one with its whole timeline. */
@Path("/api/v1/workspaces/{workspace}/runs")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class RunResource {

  private static final String PAYLOAD = "payload:read";

  private final RunQueries runs;
  private final Freshness freshness;
  private final Caller caller;

  RunResource(RunQueries runs, Freshness freshness, Caller caller) {
    this.runs = runs;
    this.freshness = freshness;
    this.caller = caller;
  }

  /** A page of runs, newest first. */
  @GET
  @RolesAllowed("run:read")
  public Page<RunView> list(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var filter = RunFilter.of(uri.getQueryParameters());
    var asOf = freshness.knownUntil();
    var found = runs.list(workspace, filter, caller.may(PAYLOAD));
    if (found.size() <= filter.limit()) {
      return new Page<>(found, null, asOf);
    }
    var items = found.subList(0, filter.limit());
    var last = items.getLast();
    var next = new Cursor(last.event().acceptedAt(), last.runId()).text();
    return new Page<>(items, next, asOf);
  }

  /** One run from its event to its end. */
  @GET
  @Path("{id}")
  @RolesAllowed("run:read")
  public RunView find(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    var asOf = freshness.knownUntil();
    return runs.find(workspace, Parameters.id(id), caller.may(PAYLOAD))
        .orElseThrow(() -> ReportingProblem.RUN_NOT_FOUND.with("There is no run " + id + "."))
        .told(asOf);
  }
}
