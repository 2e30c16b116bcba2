package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.account.IdentityLinks;
import dev.sequitur.gateway.account.IdentityRemoval;
import dev.sequitur.gateway.account.LinkedIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Who one is at issuers, besides one's account here. */
@Path("/api/v1/account/identities")
@RunOnVirtualThread
public class IdentityResource {

  private final Issuers issuers;
  private final IdentityLinks links;
  private final IdentityRemoval removal;
  private final Current current;
  private final InstantSource clock;

  IdentityResource(
      Issuers issuers,
      IdentityLinks links,
      IdentityRemoval removal,
      Current current,
      InstantSource clock) {
    this.issuers = issuers;
    this.links = links;
    this.removal = removal;
    this.current = current;
    this.clock = clock;
  }

  /** All of them: one at each issuer at most. */
  public record Identities(List<LinkedIdentity> items) {}

  /**
   * Proof that it is oneself and not somebody at a browser that was left open.
   *
   * @param password not needed by who has none, nor after signing in by link
   */
  public record Proof(@Nullable String password) {

    @Override
    public String toString() {
      return "Proof[…]";
    }
  }

  /** The issuer's page, where the browser goes next. */
  public record Begun(URI address) {}

  @GET
  public Identities list() {
    return new Identities(links.list(account()));
  }

  /** Begins to link: what the browser brings back within ten minutes becomes the account's. */
  @POST
  @Path("{issuer}")
  public Response begin(@PathParam("issuer") String name, @Nullable Proof proof) {
    account();
    var provider = issuers.named(name);
    var flow = Flow.begin(clock.instant(), new Flow.Aim(name, true, "/"));
    var address = Leaving.address(provider, flow);
    links.begin(
        current.identity(),
        proof == null ? null : proof.password(),
        new IdentityLinks.Pending(
            provider.settings().issuer().getValue(), flow.state(), flow.ends()));
    return Response.status(201)
        .entity(new Begun(address))
        .header(HttpHeaders.SET_COOKIE, flow.cookie())
        .build();
  }

  @DELETE
  @Path("{issuer}")
  public void unlink(@PathParam("issuer") String name) {
    account();
    removal.unlink(current.identity(), issuers.named(name).settings().issuer().getValue());
  }

  private String account() {
    if (!current.identity().isSession()) {
      throw GatewayProblem.SESSION_REQUIRED.with("A machine is nobody at an issuer.");
    }
    return current.identity().principal();
  }
}
