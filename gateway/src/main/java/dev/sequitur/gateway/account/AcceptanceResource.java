package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayConfig;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Denials;
import dev.sequitur.gateway.access.Role;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Accepting an invitation with a new account. */
@Path("/api/v1/invitations/acceptance")
@RunOnVirtualThread
public class AcceptanceResource {

  private final Acceptance acceptance;
  private final Denials denials;
  private final Current current;
  private final GatewayConfig config;

  AcceptanceResource(
      Acceptance acceptance, Denials denials, Current current, GatewayConfig config) {
    this.acceptance = acceptance;
    this.denials = denials;
    this.current = current;
    this.config = config;
  }

  /** A new person: the invitation's token, and what they want to be called. */
  public record Newcomer(@Nullable String token, @Nullable String user, @Nullable String password) {

    @Override
    public String toString() {
      return "Newcomer[" + user + "]";
    }
  }

  /** Somebody who has an account. */
  public record Token(@Nullable String token) {

    @Override
    public String toString() {
      return "Token[…]";
    }
  }

  /** What they are now. */
  public record Joined(String user, String workspace, Role role) {}

  // JSON alone, as at sign-in: another site's form joins nobody unawares.
  @POST
  @Consumes("application/json")
  public Response join(@Nullable Newcomer newcomer) {
    if (newcomer == null || newcomer.token() == null || newcomer.password() == null) {
      throw CommonProblem.MALFORMED_REQUEST.with(
          "A body with token, user and password is expected.");
    }
    var user = newcomer.user();
    if (user == null || !ManifestReader.isName(user)) {
      throw CommonProblem.VALIDATION_FAILED.with(
          "The account cannot be made so.",
          List.of(
              new Violation(
                  "/user", "INVALID_NAME", "1 to 63 characters of a-z, 0-9 and - are needed")));
    }
    try {
      var joined =
          acceptance.byNewcomer(newcomer.token(), user, newcomer.password(), current.from());
      return Response.status(201)
          .entity(joined.joined())
          .header(HttpHeaders.SET_COOKIE, joined.session().cookie(config.sessionLifetime()))
          .build();
    } catch (Problem refused) {
      if (refused.code() == GatewayProblem.INVITATION_INVALID) {
        denials.note(
            "default",
            "unknown",
            "POST /api/v1/invitations/acceptance",
            refused.code().name(),
            current.from());
      }
      throw refused;
    }
  }
}
