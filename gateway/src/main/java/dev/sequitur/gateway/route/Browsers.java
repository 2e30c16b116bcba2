package dev.sequitur.gateway.route;

import dev.sequitur.gateway.access.Identity;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** Requests that another site can make a browser send. */
final class Browsers {

  private Browsers() {}

  /** A change with a session's cookie, without the header that only our own page can set. */
  static boolean mayHaveBeenTricked(HttpServerRequest request, Identity identity) {
    return identity.isSession()
        && !HttpMethod.GET.equals(request.method())
        && !HttpMethod.HEAD.equals(request.method())
        && !"sequitur".equals(request.getHeader("X-Requested-With"));
  }
}
