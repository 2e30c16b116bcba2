package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayConfig;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Denials;
import dev.sequitur.kit.problem.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Where a one-time sign-in link leads. */
@Path("/sign-in")
@RunOnVirtualThread
public class SignInResource {

  private final SignIn signIn;
  private final Denials denials;
  private final Current current;
  private final GatewayConfig config;

  SignInResource(SignIn signIn, Denials denials, Current current, GatewayConfig config) {
    this.signIn = signIn;
    this.denials = denials;
    this.current = current;
    this.config = config;
  }

  @GET
  public Response follow(@QueryParam("link") @Nullable String link) {
    try {
      var token = signIn.byLink(link, current.from());
      return Response.status(303)
          .header(HttpHeaders.LOCATION, "/")
          .header(HttpHeaders.SET_COOKIE, token.cookie(config.sessionLifetime()))
          .build();
    } catch (Problem refused) {
      denials.note("default", "unknown", "GET /sign-in", refused.code().name(), current.from());
      throw refused;
    }
  }
}
