package dev.sequitur.executor.deadletter;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Commands that were given up or cannot be known. */
@Path("/api/v1/workspaces/{workspace}/dead-letters")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class DeadLetterResource {

  private static final int MOST = 200;

  private final DeadLetters letters;
  private final Caller caller;
  private final ObjectMapper json;

  DeadLetterResource(DeadLetters letters, Caller caller, ObjectMapper json) {
    this.letters = letters;
    this.caller = caller;
    this.json = json;
  }

  /**
   * What a redrive may change.
   *
   * @param with other arguments for the action; absent = the same
   */
  public record RedriveRequest(@Nullable Map<String, @Nullable Object> with) {}

  /** Newest first; those already redriven only with {@code redriven=true}. */
  @GET
  @RolesAllowed("dead-letter:read")
  public Page list(
      @PathParam("workspace") String workspace,
      @RestQuery @Nullable String ruleName,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable String since,
      @RestQuery @DefaultValue("false") boolean redriven,
      @RestQuery @DefaultValue("50") int limit,
      @RestQuery @Nullable String after) {
    var filter = DeadLetterFilter.of(ruleName, code, since, redriven);
    var cursor = after == null || after.isEmpty() ? null : Page.Cursor.parse(after);
    var wanted = Math.clamp(limit, 1, MOST);
    var found = letters.page(workspace, filter, cursor, wanted + 1);
    var shown = found.subList(0, Math.min(wanted, found.size()));
    var next = found.size() > wanted ? Page.Cursor.of(shown.getLast()).text() : null;
    return new Page(shown.stream().map(DeadLetterView::inList).toList(), next);
  }

  /** One command, its latest generation. */
  @GET
  @Path("/{commandId}")
  @RolesAllowed("dead-letter:read")
  public DeadLetterView show(
      @PathParam("workspace") String workspace, @PathParam("commandId") UUID commandId) {
    return DeadLetterView.whole(letters.get(workspace, commandId), caller.may("payload:read"));
  }

  /** Has it carried out once more, as a new generation. */
  @POST
  @Path("/{commandId}/redrive")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("dead-letter:redrive")
  public Response redrive(
      @PathParam("workspace") String workspace,
      @PathParam("commandId") UUID commandId,
      @Nullable String body)
      throws JsonProcessingException {
    // Read here, so that a request without a body may carry any content type or none.
    var empty = body == null || body.isBlank();
    var with = empty ? null : json.readValue(body, RedriveRequest.class).with();
    var generation = letters.redrive(workspace, commandId, with, caller.principal());
    return Response.accepted(Map.of("commandId", commandId, "generation", generation)).build();
  }

  /** Has all that match carried out once more; with {@code dryRun} only says how many there are. */
  @POST
  @Path("/redrive")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("dead-letter:redrive")
  public Response redriveAll(
      @PathParam("workspace") String workspace,
      @RestQuery @Nullable String ruleName,
      @RestQuery @Nullable String code,
      @RestQuery @Nullable String since,
      @RestQuery @DefaultValue("false") boolean dryRun) {
    var filter = DeadLetterFilter.of(ruleName, code, since, false);
    if (dryRun) {
      return Response.ok(Map.of("matching", letters.count(workspace, filter))).build();
    }
    var redriven = letters.redriveAll(workspace, filter, caller.principal());
    var left = letters.count(workspace, filter);
    return Response.accepted(Map.of("redriven", redriven, "left", left)).build();
  }
}
