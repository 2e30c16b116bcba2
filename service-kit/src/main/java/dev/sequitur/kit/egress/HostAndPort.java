package dev.sequitur.kit.egress;

import org.jspecify.annotations.Nullable;

/** A host and port that are not part of a URL, read as strictly as those that are. */
public record HostAndPort(String host, int port) {

  /** Reads {@code host:port}; null if it is none. IPv6 stands in brackets. */
  public static @Nullable HostAndPort of(String text) {
    var colon = text.lastIndexOf(':');
    if (colon < 1 || text.length() - colon > 6) {
      return null;
    }
    var digits = text.substring(colon + 1);
    if (digits.isEmpty() || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return null;
    }
    var host = text.substring(0, colon);
    var bare = host.startsWith("[") && host.endsWith("]");
    if (!bare && host.indexOf(':') >= 0) {
      return null;
    }
    var found =
        new HostAndPort(
            bare ? host.substring(1, host.length() - 1) : host, Integer.parseInt(digits));
    return refusal(found.host(), found.port()) == null ? found : null;
  }

  /** Why this cannot be a place to call; null if it can. */
  public static @Nullable String refusal(String host, int port) {
    return new HostAndPort(host, port).target() instanceof Target.Refused(var reason)
        ? reason
        : null;
  }

  /** As the guard takes it. */
  public Target target() {
    var written = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    if (written.chars().anyMatch(c -> c == '/' || c == '?' || c == '#' || c == '@')) {
      return new Target.Refused("the host is neither a name nor an address in its plain form");
    }
    return Target.of("https://" + written + ":" + port);
  }
}
