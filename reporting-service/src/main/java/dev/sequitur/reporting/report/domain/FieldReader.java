package dev.sequitur.reporting.report.domain;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads fields strictly, and goes on after a mistake: all that is wrong is said at once. */
final class FieldReader {

  static final int LONGEST = 200;

  private final List<Violation> errors = new ArrayList<>();

  List<Violation> errors() {
    return List.copyOf(errors);
  }

  String title(Map<String, @Nullable Object> object, String here, @Nullable String usual) {
    var title = text(object.get("title"), here + "/title");
    if (title == null && usual == null) {
      if (object.get("title") == null) {
        error(here + "/title", "MISSING", "a title is required");
      }
      return "";
    }
    return title == null ? String.valueOf(usual) : title;
  }

  /** One of some words; the usual one if it is left out. */
  String one(Map<String, @Nullable Object> object, String here, Word word) {
    var given = object.get(word.name());
    if (given == null) {
      return word.usual();
    }
    if (given instanceof String text && word.values().contains(text)) {
      return text;
    }
    error(here + "/" + word.name(), "WRONG_VALUE", "one of " + String.join(", ", word.values()));
    return word.values().getFirst();
  }

  /** A field that takes one of some words. */
  record Word(String name, List<String> values, String usual) {}

  @Nullable String text(@Nullable Object given, String here) {
    if (given == null) {
      return null;
    }
    if (given instanceof String text && !text.isEmpty() && text.length() <= LONGEST) {
      return text;
    }
    error(here, "WRONG_TYPE", "a text of 1 to " + LONGEST + " characters");
    return null;
  }

  /** A list of 1 to {@code most} different texts. */
  List<String> texts(@Nullable Object given, String here, int most) {
    if (!(given instanceof List<?> list)) {
      error(here, given == null ? "MISSING" : "WRONG_TYPE", "a list of texts is expected here");
      return List.of();
    }
    if (list.isEmpty() || list.size() > most) {
      error(here, list.isEmpty() ? "EMPTY" : "TOO_MANY", "must have 1 to " + most + " elements");
      return List.of();
    }
    var texts = new ArrayList<String>(list.size());
    for (int i = 0; i < list.size(); i++) {
      // Nothing is no text; text() takes it for a field that was left out.
      var text = text(Objects.requireNonNullElse(list.get(i), 0), here + "/" + i);
      if (text != null && texts.contains(text)) {
        error(here + "/" + i, "DUPLICATE", "stands there already");
      } else if (text != null) {
        texts.add(text);
      }
    }
    return texts;
  }

  Map<String, @Nullable Object> object(@Nullable Object given, String here) {
    var object = new TreeMap<String, @Nullable Object>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((key, value) -> object.put(String.valueOf(key), value));
    } else {
      error(here, "WRONG_TYPE", "an object is expected here");
    }
    return object;
  }

  void known(Map<String, @Nullable Object> object, String here, String... names) {
    for (var name : object.keySet()) {
      if (!List.of(names).contains(name)) {
        error(below(here, name), "UNKNOWN_FIELD", "known here: " + String.join(", ", names));
      }
    }
  }

  void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }

  static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
