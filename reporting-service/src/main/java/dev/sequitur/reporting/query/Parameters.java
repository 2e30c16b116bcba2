package dev.sequitur.reporting.query;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.reporting.ReportingProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request's parameters and refuses them with all their mistakes at once; a name that is not
 * known is a mistake, because a filter with a typing error would answer something else than was
 * asked.
 */
public final class Parameters {

  static final int DEFAULT_LIMIT = 50;
  static final int MAX_LIMIT = 500;
  private static final int MAX_NAME = 256;

  private final Map<String, List<String>> given;
  private final List<Violation> mistakes = new ArrayList<>();

  public Parameters(Map<String, List<String>> given, Set<String> known) {
    this.given = given;
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            var names = known.stream().sorted().toList();
            mistake(name, "UNKNOWN_PARAMETER", "is not known; known are " + names);
          } else if (values.size() > 1) {
            mistake(name, "REPEATED_PARAMETER", "may be given once only");
          }
        });
  }

  public @Nullable UUID uuid(String name) {
    return read(name, "a UUID", Parameters::strictUuid);
  }

  public @Nullable Instant instant(String name) {
    return read(name, "an instant such as 2026-01-31T12:00:00Z", Parameters::storableInstant);
  }

  @Nullable String name(String name) {
    return read(
        name,
        "a name of 1 to " + MAX_NAME + " characters",
        text -> {
          if (text.isEmpty() || text.length() > MAX_NAME || text.indexOf(0) >= 0) {
            throw new IllegalArgumentException();
          }
          return text;
        });
  }

  <E extends Enum<E>> @Nullable E oneOf(String name, Class<E> type) {
    var values = Arrays.toString(type.getEnumConstants());
    return read(name, "one of " + values, text -> Enum.valueOf(type, text));
  }

  /** One of an enum's constants, written in small letters. */
  public <E extends Enum<E>> @Nullable E lowerCase(String name, Class<E> type) {
    var values = Arrays.toString(type.getEnumConstants()).toLowerCase(Locale.ROOT);
    return read(
        name,
        "one of " + values,
        text -> {
          if (!text.equals(text.toLowerCase(Locale.ROOT))) {
            throw new IllegalArgumentException();
          }
          return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        });
  }

  /** A zone by its IANA name. */
  @Nullable ZoneId zone(String name) {
    return read(
        name,
        "a time zone such as Europe/Berlin",
        text -> {
          if (!ZoneId.getAvailableZoneIds().contains(text)) {
            throw new IllegalArgumentException();
          }
          return ZoneId.of(text);
        });
  }

  /** Notes a mistake unless {@code from} is before {@code to}, by {@code longest} at most. */
  public void range(Instant from, Instant to, Duration longest) {
    if (from.isAfter(to)) {
      mistake("from", "OUT_OF_RANGE", "must not be after to");
    } else if (Duration.between(from, to).compareTo(longest) > 0) {
      mistake("from", "OUT_OF_RANGE", "must be at most " + longest.toDays() + " days before to");
    }
  }

  @Nullable Cursor cursor(String name) {
    return read(name, "what an earlier page gave as \"next\"", Cursor::parse);
  }

  public int limit() {
    var limit =
        read(
            "limit",
            "a number from 1 to " + MAX_LIMIT,
            text -> {
              var number = Integer.parseInt(text);
              if (number < 1 || number > MAX_LIMIT) {
                throw new IllegalArgumentException();
              }
              return number;
            });
    return limit == null ? DEFAULT_LIMIT : limit;
  }

  void mistake(String name, String code, String detail) {
    mistakes.add(
        new Violation("/query/" + name.replace("~", "~0").replace("/", "~1"), code, detail));
  }

  /** Throws the problem if there is any mistake. */
  public void check() {
    if (!mistakes.isEmpty()) {
      var first = mistakes.getFirst();
      throw ReportingProblem.INVALID_PARAMETER.with(
          first.pointer().substring("/query/".length()) + " " + first.detail() + ".", mistakes);
    }
  }

  /** An id in the path. */
  public static UUID id(String text) {
    try {
      return strictUuid(text);
    } catch (IllegalArgumentException e) {
      throw ReportingProblem.INVALID_PARAMETER.with(
          "The id is not a UUID.",
          List.of(new Violation("/path/id", "MALFORMED_PARAMETER", "must be a UUID")));
    }
  }

  <T> @Nullable T read(String name, String form, Function<String, T> reader) {
    var values = given.get(name);
    if (values == null || values.isEmpty()) {
      return null;
    }
    try {
      return reader.apply(values.getFirst());
    } catch (IllegalArgumentException | DateTimeException e) {
      mistake(name, "MALFORMED_PARAMETER", "must be " + form);
      return null;
    }
  }

  private static UUID strictUuid(String text) {
    var uuid = UUID.fromString(text);
    // The platform also reads shortened forms.
    if (!uuid.toString().equalsIgnoreCase(text)) {
      throw new IllegalArgumentException();
    }
    return uuid;
  }

  private static Instant storableInstant(String text) {
    // As instants are stored: a finer one would pass over the very record it was taken from.
    var instant = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
    if (instant.isBefore(Instant.EPOCH) || instant.isAfter(Cursor.LATEST)) {
      throw new IllegalArgumentException();
    }
    return instant;
  }
}
