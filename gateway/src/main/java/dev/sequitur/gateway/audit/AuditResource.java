package dev.sequitur.gateway.audit;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.audit.domain.Walk;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.problem.CommonProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** The audit log of a workspace. */
@Path("/api/v1/workspaces/{workspace}/audit")
@RunOnVirtualThread
public class AuditResource {

  private static final int USUAL_LIMIT = 50;
  private static final int MOST = 500;
  private static final List<String> FORMATS = List.of("ndjson", "csv");

  /** Exports and verifications read whole chains: a few at a time. */
  private final Semaphore atOnce = new Semaphore(4);

  private final AuditLog log;
  private final ApiDatabase database;
  private final Audit audit;
  private final Current current;

  AuditResource(AuditLog log, ApiDatabase database, Audit audit, Current current) {
    this.log = log;
    this.database = database;
    this.audit = audit;
    this.current = current;
  }

  /** Some entries, the newest first. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<AuditView> items, @Nullable String next) {}

  /**
   * What came of walking along the chain.
   *
   * @param result {@code ok} or {@code broken}
   * @param entries how many fit, from the first on
   * @param head the last that fits: worth noting, for a chain alone does not show a cut tail
   * @param broken the first that does not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Verification(
      String result, long entries, @Nullable Head head, Walk.@Nullable Break broken) {}

  /** An end of the chain. */
  public record Head(long position, String hash) {}

  @GET
  public Page list(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var parameters = parameters(uri, List.of("after", "limit"));
    var filter = AuditFilter.of(parameters);
    var after =
        Objects.requireNonNullElse(parameters.number("after", Long.MAX_VALUE), Long.MAX_VALUE);
    var limit =
        Objects.requireNonNullElse(parameters.number("limit", MOST), (long) USUAL_LIMIT).intValue();
    parameters.check();
    var found = log.page(workspace, filter, after, limit + 1);
    var items = found.stream().limit(limit).map(AuditView::of).toList();
    var next = found.size() > limit ? String.valueOf(items.getLast().position()) : null;
    return new Page(items, next);
  }

  /** All entries, as they follow each other, in a file that is never held as a whole. */
  @GET
  @Path("export")
  public Response export(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var parameters = parameters(uri, List.of("format"));
    var filter = AuditFilter.of(parameters);
    var format = Objects.requireNonNullElse(parameters.oneOf("format", FORMATS), "ndjson");
    parameters.check();
    var export = AuditExport.valueOf(format.toUpperCase(Locale.ROOT));
    requireRoom();
    var deed = new Audit.Deed(workspace, current.identity().principal(), "audit:export", "Audit");
    database.run(
        workspace,
        transaction -> transaction.say(audit.entry(deed, null, Map.of("format", format))));
    return Response.ok(streamed(workspace, filter, export), export.mediaType())
        .header(
            HttpHeaders.CONTENT_DISPOSITION,
            "attachment; filename=\"audit-" + workspace + "." + format + "\"")
        .build();
  }

  /** Walks along the whole chain. */
  @GET
  @Path("verification")
  public Verification verify(@PathParam("workspace") String workspace, @Context UriInfo uri) {
    var parameters = new QueryParameters(uri.getQueryParameters(), List.of("position", "hash"));
    var anchor = anchor(parameters);
    parameters.check();
    requireRoom();
    atOnce.acquireUninterruptibly();
    try {
      var walk = log.walk(workspace, anchor);
      var last = walk.last();
      return new Verification(
          walk.broken() == null ? "ok" : "broken",
          walk.length(),
          last == null ? null : new Head(last.position(), last.hashText()),
          walk.broken());
    } finally {
      atOnce.release();
    }
  }

  private StreamingOutput streamed(String workspace, AuditFilter filter, AuditExport export) {
    // Taken here and not before: an answer to HEAD, or to who has gone, is never written.
    return out -> {
      atOnce.acquireUninterruptibly();
      try {
        export.begin(out);
        log.<IOException>read(
            workspace,
            filter,
            links -> {
              for (var link : links) {
                export.write(AuditView.of(link), out);
              }
            });
      } finally {
        atOnce.release();
      }
    };
  }

  private static Walk.@Nullable Anchor anchor(QueryParameters parameters) {
    var position = parameters.number("position", Long.MAX_VALUE);
    var hash = parameters.hash("hash");
    if ((position == null) != (hash == null)) {
      parameters.mistake(
          position == null ? "position" : "hash",
          "MALFORMED_PARAMETER",
          "must be given with the other: position and hash of a noted entry");
    }
    return position == null || hash == null ? null : new Walk.Anchor(position, hash);
  }

  private void requireRoom() {
    if (atOnce.availablePermits() == 0) {
      throw CommonProblem.TOO_MANY_REQUESTS.with("Exports and verifications are under way; wait.");
    }
  }

  private static QueryParameters parameters(UriInfo uri, List<String> others) {
    var known = new ArrayList<>(AuditFilter.PARAMETERS);
    known.addAll(others);
    return new QueryParameters(uri.getQueryParameters(), known);
  }
}
