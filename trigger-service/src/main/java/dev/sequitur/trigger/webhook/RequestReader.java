package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.event.IncomingRequest;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes out of a request what mappings may see. */
final class RequestReader {

  private RequestReader() {}

  /** The request; null if its query is no query. */
  static @Nullable IncomingRequest read(HttpServerRequest request, byte[] body) {
    try {
      return new IncomingRequest(headers(request), query(request), body);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Map<String, String> headers(HttpServerRequest request) {
    var headers = new HashMap<String, String>();
    for (var header : request.headers()) {
      headers.merge(
          header.getKey().toLowerCase(Locale.ROOT),
          header.getValue(),
          (first, next) -> first + ", " + next);
    }
    return headers;
  }

  private static Map<String, String> query(HttpServerRequest request) {
    if (request.query() == null) {
      return Map.of();
    }
    var query = new HashMap<String, String>();
    for (var parameter : request.params()) {
      query.putIfAbsent(parameter.getKey(), parameter.getValue());
    }
    return query;
  }
}
