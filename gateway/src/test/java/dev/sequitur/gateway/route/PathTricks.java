package dev.sequitur.gateway.route;

import java.util.Locale;
import java.util.stream.Stream;

/** Other spellings of a route's path. */
public final class PathTricks {

  private PathTricks() {}

  /** Spellings that servers and frameworks have taken for the path itself. */
  public static Stream<String> of(Route route) {
    var path = filled(route);
    if (path.equals("/")) {
      return Stream.of("//", "/;", "/./", "/..", "/index.html", "/%2f", "");
    }
    var cut = path.lastIndexOf('/');
    var parent = path.substring(0, cut);
    var last = path.substring(cut + 1);
    var everywhere =
        Stream.of(
            path + ";x",
            path + ";x=y",
            parent + ";x/" + last,
            path + "/",
            path + "//",
            "/" + path,
            parent + "//" + last,
            parent + "%2f" + last,
            parent + "%2F" + last,
            parent + "/%2e/" + last,
            parent + "/./" + last,
            parent + "/x/../" + last,
            path + "/..",
            path + "/.",
            path + "/../" + last,
            parent + "\\" + last,
            path + "%00",
            path + "%20",
            path + "#x",
            "http://127.0.0.1" + path,
            path.substring(1));
    var others =
        Stream.of(
            path + ".",
            path.toUpperCase(Locale.ROOT),
            parent + "/" + last.substring(0, 1).toUpperCase(Locale.ROOT) + last.substring(1),
            parent + "/%" + Integer.toHexString(last.charAt(0)) + last.substring(1));
    // A secret's name may have dots: there it is another secret, not a trick.
    var endings =
        route.path().endsWith("{secret}") ? Stream.<String>of() : Stream.of(path + ".json");
    return Stream.concat(everywhere, Stream.concat(others, endings));
  }

  /** The route's path with values for its parameters. */
  static String filled(Route route) {
    return route
        .path()
        .replace("{workspace}", "shop")
        .replace("{id}", "a1b2")
        .replace("{issuer}", "company")
        .replace("{user}", "ann")
        .replace("{hook}", "orders")
        .replace("{name}", "big-order")
        .replace("{secret}", "stripe.key");
  }
}
