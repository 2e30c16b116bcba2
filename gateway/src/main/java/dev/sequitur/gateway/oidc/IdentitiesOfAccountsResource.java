package dev.sequitur.gateway.oidc;

import dev.sequitur.gateway.access.Current;
import dev.sequitur.gateway.account.IdentityRemoval;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;

/** Others' identities, for who runs the installation: owners of the workspace default. */
@Path("/api/v1/accounts/{user}/identities/{issuer}")
@RunOnVirtualThread
public class IdentitiesOfAccountsResource {

  private final Issuers issuers;
  private final IdentityRemoval removal;
  private final Current current;

  IdentitiesOfAccountsResource(Issuers issuers, IdentityRemoval removal, Current current) {
    this.issuers = issuers;
    this.removal = removal;
    this.current = current;
  }

  /** Whoever it was is nobody here from now on, and can be linked with another account. */
  @DELETE
  public void remove(@PathParam("user") String user, @PathParam("issuer") String name) {
    var url = issuers.named(name).settings().issuer().getValue();
    removal.remove(user, url, current.identity().principal());
  }
}
