package dev.sequitur.rule.condition;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.condition.domain.When;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the {@code spec} of a named condition. */
final class ConditionReader {

  private static final Set<String> FIELDS = Set.of("when", "description");
  private static final int LONGEST_DESCRIPTION = 2_000;

  private ConditionReader() {}

  /** The condition, or all that is wrong. Exactly one of the two is given. */
  record Reading(@Nullable When when, List<Violation> errors) {}

  static Reading read(Map<String, @Nullable Object> spec, String pointer) {
    var errors = new ArrayList<Violation>();
    var cel = when(spec.get("when"), pointer + "/when", errors);
    description(spec.get("description"), pointer + "/description", errors);
    for (var name : spec.keySet()) {
      if (!FIELDS.contains(name)) {
        add(
            pointer + "/" + name.replace("~", "~0").replace("/", "~1"),
            RuleProblem.RULE_FIELD_UNKNOWN,
            "known here: description, when",
            errors);
      }
    }
    return cel == null || !errors.isEmpty()
        ? new Reading(null, errors)
        : new Reading(When.of(cel), List.of());
  }

  private static @Nullable String when(
      @Nullable Object when, String pointer, List<Violation> errors) {
    if (when == null) {
      add(pointer, RuleProblem.RULE_FIELD_MISSING, "when is required", errors);
      return null;
    }
    var reading = WhenReader.read(when, pointer);
    errors.addAll(reading.errors());
    return reading.cel();
  }

  private static void description(
      @Nullable Object description, String pointer, List<Violation> errors) {
    if (description != null && !(description instanceof String)) {
      add(pointer, RuleProblem.RULE_FIELD_TYPE, "a text is expected here", errors);
    } else if (description instanceof String text && text.length() > LONGEST_DESCRIPTION) {
      add(
          pointer,
          RuleProblem.RULE_VALUE_OUT_OF_RANGE,
          "at most " + LONGEST_DESCRIPTION + " characters",
          errors);
    }
  }

  private static void add(
      String pointer, RuleProblem problem, String detail, List<Violation> errors) {
    errors.add(new Violation(pointer, problem.name(), detail));
  }
}
