package dev.sequitur.gateway.account;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.Paging;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** All accounts, for who runs the installation: owners of the workspace default. */
@Path("/api/v1/accounts")
@RunOnVirtualThread
public class AccountsResource {

  private final ApiDatabase database;
  private final Suspension suspension;
  private final Current current;

  AccountsResource(ApiDatabase database, Suspension suspension, Current current) {
    this.database = database;
    this.suspension = suspension;
    this.current = current;
  }

  /**
   * An account.
   *
   * @param signsInBy {@code password}, {@code oidc}; none: by a link alone
   * @param disabledAt absent: it is not
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record View(
      String user, SortedSet<String> signsInBy, Instant createdAt, @Nullable Instant disabledAt) {}

  /** A page of accounts. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<View> items, @Nullable String next) {}

  /** What ended: sessions are told of by their number, keys by their ids. */
  public record Disabled(String user, int sessionsEnded, List<String> keysRevoked) {}

  @GET
  public Page list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue(Paging.USUAL) int limit) {
    var paging = Paging.of(after, limit);
    var rows =
        database.in(
            "",
            transaction -> new AccountTable(transaction.connection()).list(after, paging.rows()));
    return paging.page(rows, View::user, Page::new);
  }

  /**
   * Disables an account.
   *
   * @param revokeKeys whether the API keys that it has made end, too
   */
  @PUT
  @Path("{user}/suspension")
  public Disabled disable(
      @PathParam("user") String user,
      @QueryParam("revokeKeys") @DefaultValue("true") String revokeKeys) {
    // Anything else must not be taken for no: keys would go on that were meant to end.
    if (!revokeKeys.equals("true") && !revokeKeys.equals("false")) {
      throw GatewayProblem.INVALID_PARAMETER.with(
          "See errors for what would be right.",
          List.of(
              new Violation("/query/revokeKeys", "MALFORMED_PARAMETER", "must be true or false")));
    }
    return suspension.disable(
        user, current.identity().principal(), Boolean.parseBoolean(revokeKeys));
  }

  @DELETE
  @Path("{user}/suspension")
  public void enable(@PathParam("user") String user) {
    suspension.enable(user, current.identity().principal());
  }
}
