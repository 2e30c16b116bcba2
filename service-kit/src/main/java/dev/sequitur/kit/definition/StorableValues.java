package dev.sequitur.kit.definition;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.problem.Violation;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes parsed JSON or YAML over if every reader downstream can: topics, {@code jsonb} and our own
 * limits. What cannot be stored and read again is a violation.
 */
final class StorableValues {

  /** Deepest nesting within a spec; the records that carry one add levels of their own. */
  static final int MAX_DEPTH = Wire.MAX_DEPTH - 14;

  /** About 96 digits; readers refuse a number of more than a hundred characters. */
  private static final int MAX_BITS = 320;

  private final List<Violation> errors;
  private int depth;

  StorableValues(List<Violation> errors) {
    this.errors = errors;
  }

  Map<String, @Nullable Object> object(Map<?, ?> fields, String pointer) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    depth++;
    fields.forEach(
        (key, value) -> {
          var name = String.valueOf(key);
          var at = pointer + "/" + ManifestReader.escape(name);
          text(name, at);
          object.put(name, value(value, at));
        });
    depth--;
    return object;
  }

  String text(String text, String pointer) {
    if (text.indexOf('\0') >= 0) {
      error(pointer, "INVALID_TEXT", "the character NUL cannot be stored");
    } else if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      error(pointer, "INVALID_TEXT", "half a surrogate pair is no character");
    }
    return text;
  }

  private @Nullable Object value(@Nullable Object value, String pointer) {
    if (depth >= MAX_DEPTH && (value instanceof Map || value instanceof List)) {
      error(pointer, "TOO_DEEP", "nested deeper than " + MAX_DEPTH + " levels");
      return null;
    }
    return switch (value) {
      case Map<?, ?> map -> object(map, pointer);
      case List<?> list -> list(list, pointer);
      case String text -> text(text, pointer);
      case Double number -> number(number, pointer);
      case BigInteger number -> number(number, pointer);
      case null, default -> value;
    };
  }

  private List<@Nullable Object> list(List<?> elements, String pointer) {
    var list = new ArrayList<@Nullable Object>(elements.size());
    depth++;
    for (int i = 0; i < elements.size(); i++) {
      list.add(value(elements.get(i), pointer + "/" + i));
    }
    depth--;
    return list;
  }

  private Number number(double number, String pointer) {
    if (Double.isNaN(number) || Double.isInfinite(number)) {
      error(pointer, "INVALID_NUMBER", "the number is too large");
    }
    return number;
  }

  private Number number(BigInteger number, String pointer) {
    if (number.bitLength() > MAX_BITS) {
      error(pointer, "INVALID_NUMBER", "the number has too many digits");
    }
    return number;
  }

  private void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }
}
