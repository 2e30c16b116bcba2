package dev.sequitur.rule.check.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds where values differ from what they should hold at least. */
final class Comparison {

  private final List<Difference> differences = new ArrayList<>();

  /** Of what a case expects and what was seen. */
  static List<Difference> of(Expected expected, Seen seen) {
    var comparison = new Comparison();
    comparison.decision(expected, seen);
    expected
        .actions()
        .forEach(
            (step, with) -> {
              if (seen.actions() != null) {
                var at = "/actions/" + escaped(step) + "/with";
                comparison.compare(with, seen.actions().get(step), at);
              }
            });
    return List.copyOf(comparison.differences);
  }

  private void decision(Expected expected, Seen seen) {
    var matched = expected.matched();
    if (matched != null && matched != seen.matched()) {
      var wanted = matched ? "matched" : "unmatched";
      add("", "expected " + wanted + ", was " + seen.words(), seen.decision());
    } else if (expected.code() != null && !expected.code().equals(seen.code())) {
      add("/code", "expected another code, was " + seen.words(), seen.code());
    }
  }

  private void compare(@Nullable Object expected, @Nullable Object seen, String pointer) {
    switch (expected) {
      case Map<?, ?> members when seen instanceof Map<?, ?> found ->
          members.forEach((name, value) -> member(String.valueOf(name), value, found, pointer));
      case List<?> elements
          when seen instanceof List<?> found && found.size() == elements.size() -> {
        for (int i = 0; i < elements.size(); i++) {
          compare(elements.get(i), found.get(i), pointer + "/" + i);
        }
      }
      case Number number when seen instanceof Number found -> {
        if (exact(number).compareTo(exact(found)) != 0) {
          add(pointer, "another number was seen", seen);
        }
      }
      case null, default -> {
        if (!Objects.equals(expected, seen)) {
          add(pointer, "another value was seen", seen);
        }
      }
    }
  }

  private void member(String name, @Nullable Object expected, Map<?, ?> found, String pointer) {
    var at = pointer + "/" + escaped(name);
    if (found.containsKey(name)) {
      compare(expected, found.get(name), at);
    } else {
      add(at, "nothing was seen here", null);
    }
  }

  private void add(String pointer, String detail, @Nullable Object seen) {
    differences.add(new Difference(pointer, detail, seen));
  }

  private static BigDecimal exact(Number number) {
    return new BigDecimal(number.toString());
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
