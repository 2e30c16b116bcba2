package dev.sequitur.kit.definition;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads why something is suspended: {@code {"reason": "…"}}, a line of text for people. */
final class SuspensionReason {

  private static final int LIMIT = 500;

  private SuspensionReason() {}

  /** Null if none is given; 422 with all that is wrong. */
  static @Nullable String of(@Nullable Object document) {
    if (!(document instanceof Map<?, ?> members)) {
      throw refused(List.of(new Violation("", "WRONG_TYPE", "an object is expected here")));
    }
    var errors = new ArrayList<Violation>();
    for (var name : members.keySet()) {
      if (!"reason".equals(name)) {
        var escaped = String.valueOf(name).replace("~", "~0").replace("/", "~1");
        errors.add(new Violation("/" + escaped, "UNKNOWN_FIELD", "known here: reason"));
      }
    }
    var reason = members.get("reason");
    if (reason != null && !(reason instanceof String text && isLine(text))) {
      errors.add(
          new Violation(
              "/reason",
              "INVALID_TEXT",
              "a text of 1 to " + LIMIT + " characters without control characters"));
    }
    if (!errors.isEmpty()) {
      throw refused(errors);
    }
    return (String) reason;
  }

  private static boolean isLine(String text) {
    return !text.isBlank()
        && text.length() <= LIMIT
        && text.codePoints()
            .noneMatch(
                c ->
                    Character.isISOControl(c)
                        || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
  }

  private static Problem refused(List<Violation> errors) {
    return CommonProblem.VALIDATION_FAILED.with("This is no reason for a suspension.", errors);
  }
}
