package dev.sequitur.reporting.query;

import dev.sequitur.reporting.ReportingConfig;
import dev.sequitur.reporting.stream.ClientStreams;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.concurrent.Semaphore;

/** Runs as a file. */
@Path("/api/v1/workspaces/{workspace}/runs/export")
@RunOnVirtualThread
public class RunExportResource {

  private final RunExport export;
  private final ClientStreams streams;
  private final Semaphore places;

  RunExportResource(RunExport export, ClientStreams streams, ReportingConfig config) {
    this.export = export;
    this.streams = streams;
    this.places = new Semaphore(config.concurrentExports());
  }

  /** All runs that the filter asks for, newest first, as one answer. */
  @GET
  @RolesAllowed("run:read")
  public Response export(
      @PathParam("workspace") String workspace,
      @Context UriInfo uri,
      @Context RoutingContext routing) {
    var filter = RunFilter.exported(uri.getQueryParameters());
    var content = streams.of(places, routing, out -> export.writeCsv(workspace, filter, out));
    return Response.ok(content)
        .type("text/csv;charset=UTF-8;header=present")
        .header(
            HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"runs-" + workspace + ".csv\"")
        .build();
  }
}
