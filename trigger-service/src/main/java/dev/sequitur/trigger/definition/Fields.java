package dev.sequitur.trigger.definition;

import dev.sequitur.kit.problem.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** An object of a document, read field by field; what is wrong is collected with its place. */
final class Fields {

  private final String pointer;
  private final Map<?, ?> members;
  private final List<Violation> errors;

  Fields(String pointer, Map<?, ?> members, List<Violation> errors) {
    this.pointer = pointer;
    this.members = members;
    this.errors = errors;
  }

  boolean has(String name) {
    return members.get(name) != null;
  }

  @Nullable Object value(String name) {
    return members.get(name);
  }

  /** The pointer of a member. */
  String at(String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }

  /** A member that must be an object. */
  @Nullable Fields object(String name) {
    return switch (members.get(name)) {
      case Map<?, ?> object -> new Fields(at(name), object, errors);
      case null -> {
        error(name, "MISSING", name + " is required");
        yield null;
      }
      default -> {
        error(name, "WRONG_TYPE", "an object is expected here");
        yield null;
      }
    };
  }

  /** A member that must be a text. */
  @Nullable String text(String name) {
    if (!has(name)) {
      error(name, "MISSING", name + " is required");
      return null;
    }
    return optionalText(name);
  }

  /** A member that must be a text if it is there. */
  @Nullable String optionalText(String name) {
    var value = members.get(name);
    if (value == null || value instanceof String) {
      return (String) value;
    }
    error(name, "WRONG_TYPE", "a text is expected here");
    return null;
  }

  /** A member that, if it is there, must be a date and time with its offset. */
  @Nullable Instant instant(String name) {
    var text = optionalText(name);
    if (text == null) {
      return null;
    }
    try {
      var time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1970 && time.getYear() < 9999) {
        // The database keeps microseconds.
        return time.toInstant().truncatedTo(ChronoUnit.MICROS);
      }
      error(name, "OUT_OF_RANGE", "must be from 1970 to 9998");
      return null;
    } catch (DateTimeException e) {
      error(name, "INVALID_TIME", "a time with its offset, such as 2026-12-24T18:00:00+01:00");
      return null;
    }
  }

  /** A member that, if it is there, must be a duration within bounds, both included. */
  @Nullable Duration duration(String name, Duration least, Duration most) {
    var text = optionalText(name);
    if (text == null) {
      return null;
    }
    try {
      var duration = Duration.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
      error(name, "OUT_OF_RANGE", "must be from " + least + " to " + most);
    } catch (DateTimeException e) {
      error(name, "INVALID_DURATION", "an ISO 8601 duration such as PT5M is expected here");
    }
    return null;
  }

  /** A member that, if it is there, must be one of an enum's names. */
  <E extends Enum<E>> E choice(String name, E fallback) {
    var text = optionalText(name);
    if (text == null) {
      return fallback;
    }
    var choices = fallback.getDeclaringClass().getEnumConstants();
    for (var choice : choices) {
      if (choice.name().equals(text)) {
        return choice;
      }
    }
    error(name, "WRONG_VALUE", "must be one of " + Arrays.toString(choices));
    return fallback;
  }

  /** Refuses every member that is not known here. */
  void only(String... known) {
    var names = Set.of(known);
    for (var name : members.keySet()) {
      if (!names.contains(String.valueOf(name))) {
        error(
            String.valueOf(name),
            "UNKNOWN_FIELD",
            names.isEmpty()
                ? "nothing is known here"
                : "known here: " + String.join(", ", new TreeSet<>(names)));
      }
    }
  }

  void error(String name, String code, String detail) {
    errors.add(new Violation(at(name), code, detail));
  }

  /** Says what is wrong with the object itself. */
  void error(String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }

  /** Adds an error whose place is already known. */
  void error(Violation violation) {
    errors.add(violation);
  }
}
