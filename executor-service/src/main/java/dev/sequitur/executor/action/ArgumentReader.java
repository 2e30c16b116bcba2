package dev.sequitur.executor.action;

import dev.sequitur.kit.problem.Violation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads arguments field by field and gathers every mistake; repeats no values. */
public final class ArgumentReader {

  private static final Pattern SHORT_DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");

  private final Map<String, @Nullable Object> with;
  private final Set<String> asked = new HashSet<>();
  private final List<Violation> violations = new ArrayList<>(0);

  public ArgumentReader(Map<String, @Nullable Object> with) {
    this.with = with;
  }

  /** The raw value, or null. */
  public @Nullable Object value(String field) {
    asked.add(field);
    return with.get(field);
  }

  /** A text; {@code fallback} if it is absent. */
  public String text(String field, String fallback) {
    return switch (value(field)) {
      case null -> fallback;
      case String text -> text;
      default -> {
        wrong("/" + field, "TYPE", "must be a text");
        yield fallback;
      }
    };
  }

  /** One of the given words, in whatever case; null if it is absent. */
  public @Nullable String word(String field, Set<String> words) {
    var given = value(field);
    if (given == null) {
      return null;
    }
    var word = given instanceof String text ? text.toUpperCase(Locale.ROOT) : "";
    if (!words.contains(word)) {
      wrong(
          "/" + field,
          "VALUE",
          "must be one of " + String.join(", ", words.stream().sorted().toList()));
      return null;
    }
    return word;
  }

  /** A duration, {@code 500ms}, {@code 5s} or ISO 8601; null if it is absent. */
  public @Nullable Duration duration(String field) {
    var given = value(field);
    if (given == null) {
      return null;
    }
    var duration = given instanceof String text ? parsed(text) : null;
    if (duration == null || duration.isNegative() || duration.isZero()) {
      wrong("/" + field, "VALUE", "must be a duration such as 500ms, 5s or PT5S");
      return null;
    }
    return duration;
  }

  /** An object; empty if it is absent. */
  @SuppressWarnings("unchecked") // keys of parsed JSON are texts
  public Map<String, @Nullable Object> object(String field) {
    return switch (value(field)) {
      case null -> Map.of();
      case Map<?, ?> map -> (Map<String, @Nullable Object>) map;
      default -> {
        wrong("/" + field, "TYPE", "must be an object");
        yield Map.of();
      }
    };
  }

  public void wrong(String pointer, String code, String detail) {
    violations.add(new Violation(pointer, code, detail));
  }

  /**
   * To be called when all has been read.
   *
   * @throws InvalidArgumentsException if something was wrong, or there is a field nobody asked for
   */
  public void finish() {
    if (!asked.containsAll(with.keySet())) {
      wrong("", "UNKNOWN_FIELD", "holds a field that this action does not know");
    }
    if (!violations.isEmpty()) {
      throw new InvalidArgumentsException(violations);
    }
  }

  private static @Nullable Duration parsed(String text) {
    var match = SHORT_DURATION.matcher(text);
    if (match.matches()) {
      var amount = Long.parseLong(match.group(1));
      return switch (match.group(2)) {
        case "ms" -> Duration.ofMillis(amount);
        case "s" -> Duration.ofSeconds(amount);
        case "m" -> Duration.ofMinutes(amount);
        default -> Duration.ofHours(amount);
      };
    }
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }
}
