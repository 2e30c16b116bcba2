package dev.sequitur.kit.token;

import dev.sequitur.kit.problem.CommonProblem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** A path may name no workspace but the token's; "not yours" and "not there" answer alike. */
class WorkspaceFilter {

  private final Caller caller;
  private final SecurityIdentity identity;

  WorkspaceFilter(Caller caller, SecurityIdentity identity) {
    this.caller = caller;
    this.identity = identity;
  }

  @ServerRequestFilter(nonBlocking = true)
  void check(ContainerRequestContext request) {
    var named = request.getUriInfo().getPathParameters().getFirst("workspace");
    if (named != null && !identity.isAnonymous() && !named.equals(caller.workspace())) {
      throw CommonProblem.NOT_FOUND.with("There is no workspace of that name for you.");
    }
  }
}
