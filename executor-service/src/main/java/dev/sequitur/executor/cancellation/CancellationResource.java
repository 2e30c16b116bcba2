package dev.sequitur.executor.cancellation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.executor.ExecutorProblem;
import dev.sequitur.kit.database.StorableText;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.token.Caller;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs that somebody does not want any more. */
@Path("/api/v1/workspaces/{workspace}/runs/{runId}/cancellation")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class CancellationResource {

  /** It stands in the outcome of each effect. */
  static final int LONGEST_REASON = 500;

  private final Cancellations cancellations;
  private final Caller caller;
  private final ObjectMapper json;

  CancellationResource(Cancellations cancellations, Caller caller, ObjectMapper json) {
    this.cancellations = cancellations;
    this.caller = caller;
    this.json = json;
  }

  /**
   * What may be said with it.
   *
   * @param reason shown with the run; absent = none
   */
  public record CancellationRequest(@Nullable String reason) {}

  /**
   * What it came to.
   *
   * @param cancelled effects that ended by it
   * @param underWay effects that go on to their own end, and are not repeated
   */
  public record CancellationAnswer(UUID runId, int cancelled, int underWay) {}

  /** Ends what has not begun, and has nothing repeated. */
  @POST
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed("run:cancel")
  public Response cancel(
      @PathParam("workspace") String workspace,
      @PathParam("runId") UUID runId,
      @Nullable String body)
      throws JsonProcessingException {
    // Read here, so that a request without a body may carry any content type or none.
    var empty = body == null || body.isBlank();
    var request = empty ? null : json.readValue(body, CancellationRequest.class);
    var reason = request == null ? null : checked(request.reason());
    var cancelled = cancellations.cancel(workspace, runId, caller.principal(), reason);
    return Response.accepted(
            new CancellationAnswer(runId, cancelled.ends().size(), cancelled.underWay()))
        .build();
  }

  private static @Nullable String checked(@Nullable String reason) {
    if (reason == null || reason.isBlank()) {
      return null;
    }
    if (reason.codePointCount(0, reason.length()) > LONGEST_REASON) {
      var detail = "at most " + LONGEST_REASON + " characters";
      throw ExecutorProblem.CANCELLATION_INVALID.with(
          "The reason is too long.", List.of(new Violation("/reason", "TOO_LONG", detail)));
    }
    return StorableText.of(reason.strip());
  }
}
