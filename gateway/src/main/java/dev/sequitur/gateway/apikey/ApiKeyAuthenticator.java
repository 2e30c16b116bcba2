package dev.sequitur.gateway.apikey;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Authenticator;
import dev.sequitur.gateway.access.Claim;
import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.problem.CommonProblem;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;

/** {@code Authorization: Bearer sqk_…}. Any other authorisation is refused, never overlooked. */
@ApplicationScoped
class ApiKeyAuthenticator implements Authenticator {

  private static final Future<Claim> MISSING = Future.succeededFuture(new Claim.Missing());
  private static final String SCHEME = "Bearer ";

  private final ApiKeys keys;
  private final CompactedLogs logs;
  private final InstantSource clock;

  ApiKeyAuthenticator(ApiKeys keys, CompactedLogs logs, InstantSource clock) {
    this.keys = keys;
    this.logs = logs;
    this.clock = clock;
  }

  @Override
  public int order() {
    return 1;
  }

  @Override
  public Future<Claim> check(HttpServerRequest request) {
    var header = request.getHeader(HttpHeaders.AUTHORIZATION);
    return header == null ? MISSING : Future.succeededFuture(claim(header));
  }

  private Claim claim(String header) {
    var bearer = header.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    var text = bearer ? KeyText.parse(header.substring(SCHEME.length()).strip()) : null;
    if (text == null) {
      return unknown();
    }
    return switch (keys.verify(text, clock.instant())) {
      case ApiKeys.Verdict.Valid(var identity) -> new Claim.Known(identity);
      // Only who holds the whole key comes to hear this.
      case ApiKeys.Verdict.Expired(var key) ->
          new Claim.Refused(
              GatewayProblem.KEY_EXPIRED,
              "It was valid until " + key.expiresAt() + ".",
              name(key),
              key.workspace());
      case ApiKeys.Verdict.Unusable(var key) ->
          new Claim.Refused(
              GatewayProblem.KEY_REVOKED, "Make another one.", name(key), key.workspace());
      case ApiKeys.Verdict.Unknown() when !logs.areRead() ->
          new Claim.Refused(
              CommonProblem.UNAVAILABLE, "API keys are still being read.", "unknown", "default");
      case ApiKeys.Verdict.Unknown() -> unknown();
    };
  }

  private static String name(ApiKeyStored key) {
    return "key:" + key.name();
  }

  private static Claim unknown() {
    return new Claim.Refused(
        CommonProblem.UNAUTHENTICATED, "The API key is not known.", "unknown", "default");
  }
}
