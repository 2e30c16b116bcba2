package dev.sequitur.kit.problem;

import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.request.AuthenticationRequest;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticationMechanism;
import io.quarkus.vertx.http.runtime.security.HttpCredentialTransport;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;

/**
 * Knows nobody, and comes first when one who is not known must be told so: the mechanism that reads
 * tokens would answer with a status alone.
 */
@ApplicationScoped
class Challenge implements HttpAuthenticationMechanism {

  private static final String BEARER = "Bearer";

  @Override
  public Uni<SecurityIdentity> authenticate(
      RoutingContext context, IdentityProviderManager identities) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public Uni<ChallengeData> getChallenge(RoutingContext context) {
    return Uni.createFrom()
        .item(
            new ChallengeData(CommonProblem.UNAUTHENTICATED.status(), "WWW-Authenticate", BEARER));
  }

  @Override
  public Uni<Boolean> sendChallenge(RoutingContext context) {
    context.response().putHeader("WWW-Authenticate", BEARER);
    EarlyProblem.answer(context, CommonProblem.UNAUTHENTICATED);
    return Uni.createFrom().item(true);
  }

  @Override
  public Set<Class<? extends AuthenticationRequest>> getCredentialTypes() {
    return Set.of();
  }

  @Override
  public Uni<HttpCredentialTransport> getCredentialTransport(RoutingContext context) {
    return Uni.createFrom().nullItem();
  }

  @Override
  public int getPriority() {
    return 10 * DEFAULT_PRIORITY;
  }
}
