package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.access.Denials;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The way to an issuer, and the way back: authorization code with PKCE. */
@Path("/sign-in/oidc/{issuer}")
@RunOnVirtualThread
public class OidcResource {

  private final Issuers issuers;
  private final Returning returning;
  private final Denials denials;
  private final Current current;
  private final InstantSource clock;

  OidcResource(
      Issuers issuers, Returning returning, Denials denials, Current current, InstantSource clock) {
    this.issuers = issuers;
    this.returning = returning;
    this.denials = denials;
    this.current = current;
    this.clock = clock;
  }

  /** What an issuer has a browser bring. */
  public static class Answer {

    @QueryParam("state")
    @Nullable String state;

    @QueryParam("code")
    @Nullable String code;

    @QueryParam("error")
    @Nullable String error;

    @QueryParam("iss")
    @Nullable String issuer;
  }

  @GET
  public Response leave(
      @PathParam("issuer") String issuer,
      @QueryParam("to") @DefaultValue("/") String to,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    try {
      var provider = issuers.named(issuer);
      if (!Targets.isOurs(to)) {
        throw GatewayProblem.INVALID_PARAMETER.with(
            "See errors for what would be right.",
            List.of(new Violation("/query/to", "MALFORMED_PARAMETER", "must be a path from / on")));
      }
      var flow = Flow.begin(clock.instant(), new Flow.Aim(issuer, false, to));
      return Response.status(303)
          .location(Leaving.address(provider, flow))
          .header(HttpHeaders.SET_COOKIE, flow.cookie())
          .build();
    } catch (Problem refused) {
      return Pages.problem(refused, accept);
    }
  }

  @GET
  @Path("callback")
  public Response comeBack(
      @PathParam("issuer") String issuer,
      @BeanParam Answer answer,
      @CookieParam(Flow.COOKIE) @Nullable String cookie,
      @HeaderParam(HttpHeaders.ACCEPT) @Nullable String accept) {
    try {
      var arrived =
          returning.arrive(
              issuers.named(issuer), new Returning.Back(answer, cookie, current.from()));
      return page(arrived).header(HttpHeaders.SET_COOKIE, Flow.noCookie()).build();
    } catch (Returning.RefusedAccountException refused) {
      note(issuer, refused.account(), refused.problem());
      return Pages.problem(refused.problem(), accept);
    } catch (Problem refused) {
      note(issuer, "unknown", refused);
      return Pages.problem(refused, accept);
    }
  }

  private static Response.ResponseBuilder page(Returning.Arrived arrived) {
    return switch (arrived) {
      case Returning.SignedIn(var cookie, var target) ->
          Pages.onward("Signed in.", target).header(HttpHeaders.SET_COOKIE, cookie);
      case Returning.Linked(var target) -> Pages.onward("Linked.", target);
    };
  }

  private void note(String issuer, String principal, Problem refused) {
    denials.note(
        "default",
        principal,
        "GET " + Settings.callback(issuer),
        refused.code().name(),
        current.from());
  }
}
