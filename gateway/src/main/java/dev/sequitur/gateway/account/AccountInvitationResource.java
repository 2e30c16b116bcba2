package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.kit.problem.CommonProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.jspecify.annotations.Nullable;

/** Accepting an invitation with one's own account. */
@Path("/api/v1/account/invitations")
@RunOnVirtualThread
public class AccountInvitationResource {

  private final Acceptance acceptance;
  private final Current current;

  AccountInvitationResource(Acceptance acceptance, Current current) {
    this.acceptance = acceptance;
    this.current = current;
  }

  @POST
  @Consumes("application/json")
  public AcceptanceResource.Joined join(AcceptanceResource.@Nullable Token token) {
    if (token == null || token.token() == null) {
      throw CommonProblem.MALFORMED_REQUEST.with("A body with a token is expected.");
    }
    if (!current.identity().isSession()) {
      throw GatewayProblem.SESSION_REQUIRED.with("A machine cannot become a member.");
    }
    return acceptance.byAccount(token.token(), current.identity().principal());
  }
}
