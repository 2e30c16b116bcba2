package dev.sequitur.executor.action.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.Redaction;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What {@code http.request@1} gives back of an answer. */
final class HttpOutput {

  /** Bytes of a body that are kept. */
  static final int BODY_LIMIT = 64 * 1024;

  private static final int HEADER_LIMIT = 1_024;
  private static final List<String> KEPT =
      List.of("content-type", "location", "etag", "last-modified", "retry-after", "x-request-id");

  private HttpOutput() {}

  /**
   * The output as a map.
   *
   * @param headers looks a header up by its lower-case name
   * @param truncated true if there was more than is kept, or the answer broke off
   */
  static Map<String, @Nullable Object> of(
      int status,
      java.util.function.Function<String, @Nullable String> headers,
      String body,
      boolean truncated,
      List<String> secrets) {
    Map<String, @Nullable Object> kept = new LinkedHashMap<>();
    for (var name : KEPT) {
      var value = headers.apply(name);
      if (value != null) {
        var cut = value.length() > HEADER_LIMIT ? value.substring(0, HEADER_LIMIT) : value;
        kept.put(name, Redaction.strike(cut, secrets));
      }
    }
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("status", status);
    output.put("headers", kept);
    if (!body.isEmpty()) {
      var struck = Redaction.strike(body, secrets);
      output.put("body", truncated ? struck : value(struck, headers.apply("content-type")));
    }
    if (truncated) {
      output.put("truncated", true);
    }
    return output;
  }

  private static @Nullable Object value(String body, @Nullable String type) {
    // An escape may stand for half a surrogate pair, which cannot be written again: kept as text.
    if (type == null || !isJson(type) || body.contains("\\u")) {
      return body;
    }
    try {
      return Wire.json().readValue(body, Object.class);
    } catch (JsonProcessingException e) {
      return body;
    }
  }

  private static boolean isJson(String type) {
    var essence = type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    return essence.equals("application/json") || essence.endsWith("+json");
  }
}
