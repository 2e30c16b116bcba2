package dev.sequitur.trigger.event;

import dev.sequitur.kit.expression.Variables;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as mappings see it.
 *
 * @param headers names in lower case; values of one name joined by a comma and a space
 * @param query the first value of each name
 * @param body the raw bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record IncomingRequest(Map<String, String> headers, Map<String, String> query, byte[] body) {

  /** What expressions may name, with the parsed body. */
  public Variables variables(@Nullable Object parsed) {
    return name ->
        switch (name) {
          case "body" -> parsed;
          case "headers" -> headers;
          case "query" -> query;
          default -> Variables.UNSET;
        };
  }

  /** A header that is there and not empty. */
  public @Nullable String header(String name) {
    var value = headers.get(name);
    return value == null || value.isBlank() ? null : value;
  }
}
