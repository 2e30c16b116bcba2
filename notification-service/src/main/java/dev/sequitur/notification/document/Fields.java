package dev.sequitur.notification.document;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes fields out of a document and notes all that is wrong with them, by JSON Pointer. */
public final class Fields {

  private final List<Violation> errors = new ArrayList<>();

  public List<Violation> errors() {
    return List.copyOf(errors);
  }

  public void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }

  /** A required object; empty after an error. */
  public Map<String, @Nullable Object> object(
      Map<String, @Nullable Object> parent, String name, String pointer) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    var value = parent.get(name);
    if (value instanceof Map<?, ?> map) {
      map.forEach((key, element) -> object.put(String.valueOf(key), element));
    } else {
      error(
          below(pointer, name),
          value == null ? "MISSING" : "WRONG_TYPE",
          "an object is expected here");
    }
    return object;
  }

  /** A required list of 1 to {@code most} different texts, each by its pointer. */
  public Map<String, String> texts(
      Map<String, @Nullable Object> parent, String name, String pointer, int most) {
    var here = below(pointer, name);
    var texts = new LinkedHashMap<String, String>();
    var value = parent.get(name);
    if (!(value instanceof List<?> list)) {
      error(here, value == null ? "MISSING" : "WRONG_TYPE", "a list of texts is expected here");
      return texts;
    }
    if (list.isEmpty() || list.size() > most) {
      error(here, list.isEmpty() ? "EMPTY" : "TOO_MANY", "must have 1 to " + most + " elements");
      return texts;
    }
    var seen = new HashSet<String>();
    for (int i = 0; i < list.size(); i++) {
      if (!(list.get(i) instanceof String text)) {
        error(here + "/" + i, "WRONG_TYPE", "a text is expected here");
      } else if (!seen.add(text)) {
        error(here + "/" + i, "DUPLICATE", "stands here already");
      } else {
        texts.put(here + "/" + i, text);
      }
    }
    return texts;
  }

  public void refuseUnknown(Map<String, @Nullable Object> object, String pointer, String... known) {
    for (var name : object.keySet()) {
      if (!List.of(known).contains(name)) {
        error(below(pointer, name), "UNKNOWN_FIELD", "known here: " + String.join(", ", known));
      }
    }
  }

  /** The pointer of a field, escaped as RFC 6901 says. */
  public static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
