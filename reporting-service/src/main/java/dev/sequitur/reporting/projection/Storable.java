package dev.sequitur.reporting.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.sequitur.contracts.Wire;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Makes text that PostgreSQL can store. It knows neither U+0000 nor half a surrogate pair, JSON
 * does; both become U+FFFD, so that a run with such an output is shown and not put aside.
 */
final class Storable {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String ESCAPED_ZERO = "\\u0000";

  private Storable() {}

  static @Nullable String text(@Nullable String text) {
    return text == null || isStorable(text) ? text : cleaned(text);
  }

  /**
   * To the microsecond, as the database keeps it: it would round, and one instant kept in a column
   * and in JSON would become two.
   */
  static Instant instant(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }

  /** A value as JSON text. */
  static String json(Object value) {
    try {
      var json = Wire.json().writeValueAsString(value);
      if (isStorable(json) && !json.contains(ESCAPED_ZERO)) {
        return json;
      }
      return Wire.json().writeValueAsString(cleaned(Wire.json().<JsonNode>valueToTree(value)));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON", e);
    }
  }

  private static JsonNode cleaned(JsonNode node) {
    return switch (node) {
      case TextNode text -> TextNode.valueOf(cleaned(text.textValue()));
      case ArrayNode array -> {
        var copy = Wire.json().createArrayNode();
        array.forEach(element -> copy.add(cleaned(element)));
        yield copy;
      }
      case ObjectNode object -> {
        var copy = Wire.json().createObjectNode();
        object.properties().forEach(e -> copy.set(cleaned(e.getKey()), cleaned(e.getValue())));
        yield copy;
      }
      default -> node;
    };
  }

  private static boolean isStorable(String text) {
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (c == 0) {
        return false;
      }
      if (Character.isSurrogate(c)) {
        if (!isPair(text, i)) {
          return false;
        }
        i++;
      }
    }
    return true;
  }

  private static String cleaned(String text) {
    var clean = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      var c = text.charAt(i);
      if (isPair(text, i)) {
        clean.append(c).append(text.charAt(++i));
      } else {
        clean.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
      }
    }
    return clean.toString();
  }

  private static boolean isPair(String text, int at) {
    return Character.isHighSurrogate(text.charAt(at))
        && at + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(at + 1));
  }
}
