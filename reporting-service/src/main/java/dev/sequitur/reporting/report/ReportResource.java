package dev.sequitur.reporting.report;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.definition.Definition;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.token.Caller;
import dev.sequitur.reporting.ReportingProblem;
import dev.sequitur.reporting.query.Parameters;
import dev.sequitur.reporting.report.domain.Asking;
import dev.sequitur.reporting.report.domain.SpecReader;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports: asked for, looked at, fetched. */
@Path("/api/v1/workspaces/{workspace}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
public class ReportResource {

  private final Reports reports;
  private final Writing writing;
  private final ReportDefinitionKind kind;
  private final Definitions definitions;
  private final Caller caller;
  private final InstantSource clock;

  ReportResource(
      Reports reports,
      Writing writing,
      ReportDefinitionKind kind,
      Definitions definitions,
      Caller caller,
      InstantSource clock) {
    this.reports = reports;
    this.writing = writing;
    this.kind = kind;
    this.definitions = definitions;
    this.caller = caller;
    this.clock = clock;
  }

  /** A page of reports. */
  record Page(List<ReportView> items, @Nullable String next) {}

  /** Asks for a report of the version in force: 202, it is made as soon as its range is known. */
  @POST
  @Path("report-definitions/{name}/reports")
  @RolesAllowed("report:write")
  public Response ask(
      @PathParam("workspace") String workspace, @PathParam("name") String name, byte[] body)
      throws IOException {
    var template = template(workspace, definitions.get(workspace, kind, name));
    var spec =
        Objects.requireNonNull(SpecReader.read(template.spec()).spec(), "was checked when saved");
    var asked = Asking.of(request(body), spec, clock.instant());
    if (!asked.errors().isEmpty()) {
      throw CommonProblem.VALIDATION_FAILED.with(
          "The request has " + asked.errors().size() + " error(s).", asked.errors());
    }
    var report = reports.ask(workspace, caller.principal(), template, asked);
    return Response.accepted(report)
        .header(HttpHeaders.LOCATION, "/api/v1/workspaces/" + workspace + "/reports/" + report.id())
        .build();
  }

  /** A page of reports, newest first. */
  @GET
  @Path("reports")
  @RolesAllowed("report:read")
  public Page list(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters(), Set.of("limit", "after"));
    var limit = parameters.limit();
    var after = parameters.uuid("after");
    parameters.check();
    var found = reports.list(workspace, after, limit);
    return found.size() <= limit
        ? new Page(found, null)
        : new Page(found.subList(0, limit), found.get(limit - 1).id().toString());
  }

  /** One report, without what it says. */
  @GET
  @Path("reports/{id}")
  @RolesAllowed("report:read")
  public ReportView find(@PathParam("workspace") String workspace, @PathParam("id") String id) {
    return reports
        .find(workspace, Parameters.id(id))
        .orElseThrow(
            () -> ReportingProblem.REPORT_NOT_FOUND.with("There is no report " + id + "."));
  }

  /** What a report says, in a format; the same bytes whenever it is fetched. */
  @GET
  @Path("reports/{id}/content")
  @RolesAllowed("report:read")
  public Response content(
      @PathParam("workspace") String workspace, @PathParam("id") String id, @Context UriInfo uri) {
    var parameters = new Parameters(uri.getQueryParameters(), Set.of("format"));
    var asked = parameters.lowerCase("format", Format.class);
    parameters.check();
    var format = asked == null ? Format.HTML : asked;
    var report = find(workspace, id);
    var data =
        reports
            .data(workspace, report.id())
            .orElseThrow(
                () -> ReportingProblem.REPORT_NOT_MADE.with("It is " + report.state() + "."));
    var file = format.fileOf(report.definition());
    return Response.ok(writing.document(format, data))
        .type(format.type())
        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file + "\"")
        .build();
  }

  /** A request without a body leaves everything out. */
  private static Map<String, @Nullable Object> request(byte[] body) throws IOException {
    return body.length == 0 ? Map.of() : Wire.json().readValue(body, new TypeReference<>() {});
  }

  private Reports.Template template(String workspace, Definition definition) {
    var name = definition.draft().name();
    if (definition.state() != DefinitionPublished.State.ACTIVE) {
      throw ReportingProblem.REPORT_NOT_PUBLISHED.with(name + " is not in force.");
    }
    return definitions.versions(workspace, kind, name).stream()
        .filter(version -> version.version() == definition.version())
        .findFirst()
        .map(version -> new Reports.Template(name, version.version(), version.manifest().spec()))
        .orElseThrow();
  }
}
