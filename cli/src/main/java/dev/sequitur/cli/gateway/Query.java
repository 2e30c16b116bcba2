package dev.sequitur.cli.gateway;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** The part of an address after the question mark. */
final class Query {

  private Query() {}

  /** {@code ?a=1&b=2} of what is not empty; nothing if all is. */
  static String of(Map<String, String> parameters) {
    var written =
        parameters.entrySet().stream()
            .filter(parameter -> !parameter.getValue().isEmpty())
            .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
            .collect(Collectors.joining("&"));
    return written.isEmpty() ? "" : "?" + written;
  }

  static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }
}
