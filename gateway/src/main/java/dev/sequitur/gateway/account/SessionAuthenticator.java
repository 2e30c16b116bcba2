package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Authenticator;
import dev.sequitur.gateway.access.Claim;
import dev.sequitur.kit.problem.CommonProblem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The cookie of a browser session. */
@ApplicationScoped
class SessionAuthenticator implements Authenticator {

  private static final Claim OVER =
      new Claim.Refused(
          CommonProblem.UNAUTHENTICATED,
          "The session has ended; sign in again.",
          "unknown",
          "default");

  private final Sessions sessions;

  SessionAuthenticator(Sessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public int order() {
    return 2;
  }

  @Override
  public Future<Claim> check(HttpServerRequest request) {
    var token = SessionToken.of(request);
    if (token == null) {
      return Future.succeededFuture(new Claim.Missing());
    }
    return sessions.find(token).map(found -> found.<Claim>map(Claim.Known::new).orElse(OVER));
  }
}
