package dev.sequitur.gateway.audit;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.kit.problem.Violation;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A query, read with all its mistakes at once. An unknown name is one: a filter with a slip of the
 * pen would answer something else than was asked.
 */
final class QueryParameters {

  private static final int LONGEST = 256;
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final Map<String, List<String>> given;
  private final List<Violation> mistakes = new ArrayList<>();

  QueryParameters(Map<String, List<String>> given, Collection<String> known) {
    this.given = given;
    given.forEach(
        (name, values) -> {
          if (!known.contains(name)) {
            mistake(name, "UNKNOWN_PARAMETER", "is not known; known are " + new TreeSet<>(known));
          } else if (values.size() > 1) {
            mistake(name, "REPEATED_PARAMETER", "may be given once only");
          }
        });
  }

  @Nullable String text(String name) {
    return read(
        name,
        "a text of 1 to " + LONGEST + " characters",
        text -> {
          require(!text.isEmpty() && text.length() <= LONGEST && text.indexOf(0) < 0);
          return text;
        });
  }

  @Nullable Instant instant(String name) {
    return read(
        name,
        "an instant such as 2026-01-31T12:00:00Z",
        text -> {
          var instant = Instant.parse(text);
          require(!instant.isBefore(Instant.EPOCH) && !instant.isAfter(LATEST));
          return instant;
        });
  }

  /** A whole number from 1 on. */
  @Nullable Long number(String name, long most) {
    return read(
        name,
        "a number from 1 to " + most,
        text -> {
          var number = Long.parseLong(text);
          require(number >= 1 && number <= most);
          return number;
        });
  }

  @Nullable String oneOf(String name, List<String> values) {
    return read(
        name,
        "one of " + values,
        text -> {
          require(values.contains(text));
          return text;
        });
  }

  /** 32 bytes in hexadecimal digits. */
  @Nullable String hash(String name) {
    return read(
        name,
        "64 hexadecimal digits",
        text -> {
          require(
              text.length() == 64
                  && text.chars().allMatch(c -> "0123456789abcdef".indexOf(c) >= 0));
          return text;
        });
  }

  void mistake(String name, String code, String detail) {
    var pointer = "/query/" + name.replace("~", "~0").replace("/", "~1");
    mistakes.add(new Violation(pointer, code, detail));
  }

  /** Throws the problem if there is any mistake. */
  void check() {
    if (!mistakes.isEmpty()) {
      throw GatewayProblem.INVALID_PARAMETER.with("See errors for what would be right.", mistakes);
    }
  }

  private <T> @Nullable T read(String name, String form, Function<String, T> reader) {
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

  private static void require(boolean right) {
    if (!right) {
      throw new IllegalArgumentException();
    }
  }
}
