package dev.sequitur.gateway.access;

import io.quarkus.arc.All;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;

/** Finds out who asks. */
@ApplicationScoped
public class Authentication {

  private static final Future<Claim> MISSING = Future.succeededFuture(new Claim.Missing());

  private final List<Authenticator> ways;

  Authentication(@All List<Authenticator> ways) {
    this.ways = ways.stream().sorted(Comparator.comparingInt(Authenticator::order)).toList();
  }

  public Future<Claim> of(HttpServerRequest request) {
    return from(0, request);
  }

  private Future<Claim> from(int way, HttpServerRequest request) {
    if (way == ways.size()) {
      return MISSING;
    }
    var claim = ways.get(way).check(request);
    return claim.succeeded() && claim.result() instanceof Claim.Missing
        ? from(way + 1, request)
        : claim;
  }
}
