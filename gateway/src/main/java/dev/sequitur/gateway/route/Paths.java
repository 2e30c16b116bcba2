package dev.sequitur.gateway.route;

/** Paths as they were sent. */
final class Paths {

  private static final int SHOWN = 300;

  private Paths() {}

  /** The request target up to its query. A target with scheme and host is no path of ours. */
  static String raw(String target) {
    var query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** Whether somebody who is not known is told so, instead of that there is nothing here. */
  static boolean isApi(String path) {
    return path.equals("/api") || path.startsWith("/api/");
  }

  /** For the audit log: without the query, which may hold data, and not without end. */
  static String shown(String target) {
    var path = raw(target);
    return path.length() <= SHOWN ? path : path.substring(0, SHOWN);
  }
}
