package dev.sequitur.gateway.route;

import io.vertx.core.http.HttpServerRequest;
import java.util.List;

/** Headers by which frameworks let a request pretend to another method. */
final class MethodOverride {

  private static final List<String> HEADERS =
      List.of("X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override");

  private MethodOverride() {}

  static boolean isTried(HttpServerRequest request) {
    for (var header : HEADERS) {
      if (request.headers().contains(header)) {
        return true;
      }
    }
    return false;
  }
}
