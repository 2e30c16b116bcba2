package dev.sequitur.kit.egress;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A URL as it is understood here: strictly, so that no other reading of it leads elsewhere. */
public sealed interface Target {

  /**
   * A place that a call could go to.
   *
   * @param host lower case; IPv6 without brackets
   * @param requestUri path and query as they were given
   * @param literal the address, if the host is one
   */
  record Place(
      boolean secure, String host, int port, String requestUri, @Nullable InetAddress literal)
      implements Target {

    /** Host and port as in a {@code Host} header with its port always there. */
    public String authority() {
      return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
  }

  /** Not a URL that is called from here. The reason repeats nothing of it. */
  record Refused(String reason) implements Target {}

  int LONGEST = 8_192;

  Pattern NAME =
      Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,62})(\\.[a-z0-9]([a-z0-9-]{0,62}))*");

  /** WHATWG: a host whose last label is a number is an IPv4 address, in whatever odd form. */
  Pattern ENDS_IN_NUMBER = Pattern.compile("(.*\\.)?([0-9]+|0[xX][0-9a-fA-F]*)");

  Pattern QUAD =
      Pattern.compile(
          "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])){3}");

  /** Reads a URL. */
  static Target of(String url) {
    if (url.length() > LONGEST || url.chars().anyMatch(c -> c <= ' ' || c == '\\' || c > '~')) {
      return new Refused("the URL is too long or holds characters that do not belong there");
    }
    try {
      return of(new URI(url));
    } catch (URISyntaxException e) {
      return new Refused("the URL is malformed");
    }
  }

  /** Reads a URI, such as the resolved place of a redirect. */
  static Target of(URI uri) {
    var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return new Refused("only http and https are called");
    }
    if (uri.getRawUserInfo() != null) {
      return new Refused("the URL must not carry a user or password");
    }
    if (uri.getHost() == null) {
      return new Refused("the URL names no host");
    }
    var secure = scheme.equals("https");
    var port = uri.getPort() == -1 ? (secure ? 443 : 80) : uri.getPort();
    if (port < 1 || port > 65_535) {
      return new Refused("the port is out of range");
    }
    return place(secure, uri.getHost().toLowerCase(Locale.ROOT), port, requestUri(uri));
  }

  private static Target place(boolean secure, String given, int port, String requestUri) {
    if (given.startsWith("[")) {
      var inner = given.substring(1, given.length() - 1);
      return inner.indexOf('%') >= 0
          ? new Refused("an address with a zone is not called")
          : literal(secure, inner, port, requestUri);
    }
    var host = given.endsWith(".") ? given.substring(0, given.length() - 1) : given;
    if (QUAD.matcher(host).matches()) {
      return literal(secure, host, port, requestUri);
    }
    if (ENDS_IN_NUMBER.matcher(host).matches() || !NAME.matcher(host).matches()) {
      return new Refused("the host is neither a name nor an address in its plain form");
    }
    return new Place(secure, host, port, requestUri, null);
  }

  private static Target literal(boolean secure, String host, int port, String requestUri) {
    try {
      // No look-up happens: the text has been found to be an address.
      return new Place(secure, host, port, requestUri, InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return new Refused("the address is malformed");
    }
  }

  private static String requestUri(URI uri) {
    var path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
  }
}
