package dev.sequitur.gateway.oidc;

import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.Nonce;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Denials;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to the issuer, and the way back: authorization code with PKCE. */
@Path("/sign-in/oidc")
@RunOnVirtualThread
public class OidcResource {

  private final Provider provider;
  private final OidcConfig config;
  private final Returning returning;
  private final Denials denials;
  private final Current current;
  private final InstantSource clock;

  OidcResource(
      Provider provider,
      OidcConfig config,
      Returning returning,
      Denials denials,
      Current current,
      InstantSource clock) {
    this.provider = provider;
    this.config = config;
    this.returning = returning;
    this.denials = denials;
    this.current = current;
    this.clock = clock;
  }

  @GET
  public Response leave(
      @QueryParam("to") @DefaultValue("/") String to,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    try {
      var settings = settings();
      if (!Targets.isOurs(to)) {
        throw GatewayProblem.INVALID_PARAMETER.with(
            "See errors for what would be right.",
            List.of(new Violation("/query/to", "MALFORMED_PARAMETER", "must be a path from / on")));
      }
      var flow = Flow.begin(clock.instant(), to);
      return Response.status(303)
          .location(request(settings, flow).toURI())
          .header(HttpHeaders.SET_COOKIE, flow.cookie())
          .build();
    } catch (Problem refused) {
      return Pages.problem(refused, accept);
    }
  }

  @GET
  @Path("callback")
  public Response comeBack(
      @QueryParam("state") @Nullable String state,
      @QueryParam("code") @Nullable String code,
      @QueryParam("error") @Nullable String error,
      @QueryParam("iss") @Nullable String iss,
      @CookieParam(Flow.COOKIE) @Nullable String cookie,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    try {
      var back = new Returning.Back(state, code, error, iss, cookie, current.from());
      var opened = returning.signIn(settings(), back);
      return Pages.signedIn(opened.target())
          .header(HttpHeaders.SET_COOKIE, opened.cookie())
          .header(HttpHeaders.SET_COOKIE, Flow.noCookie())
          .build();
    } catch (Returning.RefusedAccountException refused) {
      note(refused.account(), refused.problem());
      return Pages.problem(refused.problem(), accept);
    } catch (Problem refused) {
      note("unknown", refused);
      return Pages.problem(refused, accept);
    }
  }

  private void note(String principal, Problem refused) {
    denials.note(
        "default", principal, "GET " + Settings.CALLBACK, refused.code().name(), current.from());
  }

  private Settings settings() {
    return provider
        .settings()
        .orElseThrow(() -> GatewayProblem.NO_ISSUER.with("sequitur.gateway.oidc.issuer is empty."));
  }

  private AuthenticationRequest request(Settings settings, Flow flow) {
    var endpoint = provider.get(settings).metadata().getAuthorizationEndpointURI();
    var scope = new Scope(config.scopes().toArray(String[]::new));
    return new AuthenticationRequest.Builder(
            ResponseType.CODE, scope, settings.client(), settings.redirectUri())
        .endpointURI(endpoint)
        .state(new State(flow.state()))
        .nonce(new Nonce(flow.nonce()))
        .codeChallenge(new CodeVerifier(flow.verifier()), CodeChallengeMethod.S256)
        .build();
  }
}
