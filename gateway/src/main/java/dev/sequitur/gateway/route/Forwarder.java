package dev.sequitur.gateway.route;

import dev.sequitur.kit.problem.CommonProblem;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Hands a request to its owner, within bounds. */
@ApplicationScoped
class Forwarder {

  private final Upstreams upstreams;
  private final Refusals refusals;

  Forwarder(Upstreams upstreams, Refusals refusals) {
    this.upstreams = upstreams;
    this.refusals = refusals;
  }

  /**
   * @param authorization the internal token's header; null for webhooks
   */
  void forward(HttpServerRequest request, Route route, @Nullable String authorization) {
    if (BodyLength.of(request) != BodyLength.UNKNOWN && BodyLength.of(request) > route.limit()) {
      refusals.refuse(request, CommonProblem.PAYLOAD_TOO_LARGE, tooLarge(route));
      return;
    }
    var upstream = upstreams.of(route.owner());
    if (!upstream.enter()) {
      refusals.refuse(
          request, CommonProblem.UNAVAILABLE, "Too many requests are under way; try again.");
      return;
    }
    new Exchange(request, route, upstream, authorization, refusals).start();
  }

  static String tooLarge(Route route) {
    return "The body may have at most " + route.limit() + " bytes here.";
  }
}
