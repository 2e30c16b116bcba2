package dev.sequitur.gateway.route;

import io.vertx.core.MultiMap;

/** What browsers are told about every answer. */
final class ProtectiveHeaders {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
          + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private ProtectiveHeaders() {}

  static void addTo(MultiMap headers, String path) {
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Opener-Policy", "same-origin");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (Paths.isApi(path) || path.equals("/sign-in") || path.startsWith("/sign-in/")) {
      headers.set("Cache-Control", "no-store");
    }
  }
}
