package dev.sequitur.gateway.route;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/** How long a request says its body is. */
final class BodyLength {

  /** It does not say: the body comes in chunks. */
  static final long UNKNOWN = Long.MAX_VALUE;

  private BodyLength() {}

  /** Bytes; 0 without a body, {@link #UNKNOWN} for chunks. */
  static long of(HttpServerRequest request) {
    var length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return request.headers().contains(HttpHeaders.TRANSFER_ENCODING) ? UNKNOWN : 0;
    }
    try {
      return Long.parseLong(length);
    } catch (NumberFormatException e) {
      // The server has refused what is no number; this is one beyond all limits.
      return UNKNOWN;
    }
  }
}
