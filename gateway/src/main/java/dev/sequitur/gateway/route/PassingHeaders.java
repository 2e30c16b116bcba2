package dev.sequitur.gateway.route;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which headers go on, and which end here. */
final class PassingHeaders {

  /** They concern one connection only (RFC 9110 §7.6.1). */
  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-connection",
          "proxy-authenticate",
          "proxy-authorization",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Owners believe what stands in these, so only the gateway may say it. */
  private static final Set<String> OURS =
      Set.of(
          "host",
          "expect",
          "authorization",
          "cookie",
          "forwarded",
          "x-real-ip",
          "x-requested-with",
          "x-http-method",
          "x-http-method-override",
          "x-method-override");

  /** Owners have no browser in front of them. */
  private static final Set<String> NOT_BACK = Set.of("set-cookie", "server");

  private PassingHeaders() {}

  /** Headers of a request, on their way to the owner. */
  static void inward(MultiMap from, MultiMap to) {
    var named = namedByConnection(from);
    for (Map.Entry<String, String> header : from) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !OURS.contains(name)
          && !name.startsWith("x-forwarded-")
          && !name.startsWith("sequitur-")
          && !name.startsWith("x-sequitur-")
          && !named.contains(name)) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /** Headers of an answer, on their way to the caller; what the gateway has set stands. */
  static void outward(MultiMap from, MultiMap to) {
    var own = to.names();
    for (Map.Entry<String, String> header : from) {
      var name = header.getKey().toLowerCase(Locale.ROOT);
      if (!HOP_BY_HOP.contains(name)
          && !NOT_BACK.contains(name)
          && !name.startsWith("access-control-")
          && (own.isEmpty() || own.stream().noneMatch(name::equalsIgnoreCase))) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  private static Set<String> namedByConnection(MultiMap headers) {
    var connection = headers.get(HttpHeaders.CONNECTION);
    if (connection == null
        || connection.equalsIgnoreCase("keep-alive")
        || connection.equalsIgnoreCase("close")) {
      return Set.of();
    }
    return Arrays.stream(connection.toLowerCase(Locale.ROOT).split(","))
        .map(String::strip)
        .collect(Collectors.toUnmodifiableSet());
  }
}
