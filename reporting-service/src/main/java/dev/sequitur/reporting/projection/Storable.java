package dev.sequitur.reporting.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.StorableText;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that PostgreSQL can store. It knows neither U+0000 nor half a surrogate pair, JSON
 * does; both become U+FFFD, so that a run with such an output is shown and not put aside.
 */
final class Storable {

  private static final byte[] ESCAPED_ZERO = "\\u0000".getBytes(StandardCharsets.US_ASCII);

  private Storable() {}

  static @Nullable String text(@Nullable String text) {
    return text == null ? null : StorableText.of(text);
  }

  /**
   * To the microsecond, as the database keeps it: it would round, and one instant kept in a column
   * and in JSON would become two.
   */
  static Instant instant(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** A value as JSON. */
  static byte[] json(Object value) {
    try {
      var json = Wire.json().writeValueAsBytes(value);
      return holdsZero(json) ? cleanedJson(value) : json;
    } catch (JsonProcessingException e) {
      // Half of a surrogate pair is no UTF-8.
      return cleanedJson(value);
    }
  }

  private static byte[] cleanedJson(Object value) {
    return Wire.write(cleaned(Wire.json().<JsonNode>valueToTree(value)));
  }

  /** Whether an escaped U+0000 may be in it; an escaped backslash before it is taken for one. */
  private static boolean holdsZero(byte[] json) {
    for (int i = 0; i + ESCAPED_ZERO.length <= json.length; i++) {
      if (json[i] == '\\'
          && Arrays.equals(
              json, i, i + ESCAPED_ZERO.length, ESCAPED_ZERO, 0, ESCAPED_ZERO.length)) {
        return true;
      }
    }
    return false;
  }

  private static JsonNode cleaned(JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(StorableText.of(text.textValue()));
      case ArrayNode array -> {
        var copy = Wire.json().createArrayNode();
        array.forEach(element -> copy.add(cleaned(element)));
        yield copy;
      }
      case ObjectNode object -> {
        var copy = Wire.json().createObjectNode();
        object
            .properties()
            .forEach(e -> copy.set(StorableText.of(e.getKey()), cleaned(e.getValue())));
        yield copy;
      }
      default -> node;
    };
  }
}
