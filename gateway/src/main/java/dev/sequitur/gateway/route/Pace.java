package dev.sequitur.gateway.route;

import dev.sequitur.gateway.access.Identity;
import dev.sequitur.gateway.limit.Limits;
import dev.sequitur.kit.problem.CommonProblem;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;

/** Answers 429 to requests that come too early; each method says whether the request goes on. */
@ApplicationScoped
class Pace {

  private static final long SECOND = 1_000_000_000L;

  private final Limits limits;
  private final Refusals refusals;

  Pace(Limits limits, Refusals refusals) {
    this.limits = limits;
    this.refusals = refusals;
  }

  /** A webhook, of whomever. */
  boolean letsIngest(HttpServerRequest request, Match match) {
    return isInTime(request, limits.event(Objects.requireNonNull(match.workspace())));
  }

  /** Anything of somebody who is known. */
  boolean letsCaller(HttpServerRequest request, Identity identity) {
    return isInTime(request, limits.caller(identity.quota()));
  }

  /**
   * What is permitted. Only whoever may ask about a workspace uses up what may be asked about it.
   */
  boolean letsOperation(HttpServerRequest request, Match match) {
    var workspace = match.workspace();
    if (workspace == null) {
      return true;
    }
    return isInTime(
        request,
        match.route().bringsEvents() ? limits.event(workspace) : limits.request(workspace));
  }

  private boolean isInTime(HttpServerRequest request, long early) {
    if (early == 0) {
      return true;
    }
    var seconds = 1 + (early - 1) / SECOND;
    request.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
    refusals.refuse(
        request, CommonProblem.TOO_MANY_REQUESTS, "The limit is reached; see Retry-After.");
    return false;
  }
}
