package dev.sequitur.rule.catalog;

import dev.sequitur.rule.RuleProblem;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object of a rule, asked for one by one. What is wrong with a member is noted,
 * and the caller goes on with null or its default; what nobody asked for is noted at the end.
 */
final class Fields {

  private final Map<?, ?> members;
  private final boolean isObject;
  private final String pointer;
  private final Findings findings;
  private final Set<String> asked = new LinkedHashSet<>();

  private Fields(Map<?, ?> members, boolean isObject, String pointer, Findings findings) {
    this.members = members;
    this.isObject = isObject;
    this.pointer = pointer;
    this.findings = findings;
  }

  /** The members of an object; none, and a finding, if it is no object. */
  static Fields of(@Nullable Object value, String pointer, Findings findings) {
    if (value instanceof Map<?, ?> members) {
      return new Fields(members, true, pointer, findings);
    }
    findings.add(pointer, RuleProblem.RULE_FIELD_TYPE, "an object is expected here");
    return new Fields(Map.of(), false, pointer, findings);
  }

  /** Where a member stands. */
  String at(String name) {
    return pointer + "/" + Pointers.escaped(name);
  }

  /** A member's value; null if it is absent or null. */
  @Nullable Object value(String name) {
    asked.add(name);
    return members.get(name);
  }

  /** A member's value that must be there. */
  @Nullable Object required(String name) {
    var value = value(name);
    if (value == null && isObject) {
      findings.add(at(name), RuleProblem.RULE_FIELD_MISSING, name + " is required");
    }
    return value;
  }

  @Nullable String text(String name, @Nullable Object value) {
    return switch (value) {
      case null -> null;
      case String text -> text;
      default -> {
        findings.add(at(name), RuleProblem.RULE_FIELD_TYPE, "a text is expected here");
        yield null;
      }
    };
  }

  /** True or false; null if it is absent. */
  @Nullable Boolean truth(String name) {
    return switch (value(name)) {
      case null -> null;
      case Boolean truth -> truth;
      default -> {
        findings.add(at(name), RuleProblem.RULE_FIELD_TYPE, "true or false is expected here");
        yield null;
      }
    };
  }

  List<?> list(String name, @Nullable Object value) {
    return switch (value) {
      case null -> List.of();
      case List<?> list -> list;
      default -> {
        findings.add(at(name), RuleProblem.RULE_FIELD_TYPE, "a list is expected here");
        yield List.of();
      }
    };
  }

  /** A list that must be there, with at least one element; empty, and a finding, if it is not. */
  List<?> sized(String name, int most) {
    var list = list(name, required(name));
    if (value(name) instanceof List<?> && (list.isEmpty() || list.size() > most)) {
      findings.add(
          at(name), RuleProblem.RULE_VALUE_OUT_OF_RANGE, "must have 1 to " + most + " elements");
      return List.of();
    }
    return list;
  }

  /** A whole number between bounds, both inclusive. */
  int integer(String name, int fallback, int least, int most) {
    return switch (value(name)) {
      case null -> fallback;
      case Integer number when number >= least && number <= most -> number;
      case Long number when number >= least && number <= most -> number.intValue();
      default -> {
        findings.add(
            at(name),
            RuleProblem.RULE_VALUE_OUT_OF_RANGE,
            "a whole number from " + least + " to " + most + " is expected here");
        yield fallback;
      }
    };
  }

  /** A duration in ISO 8601 between bounds, both inclusive. */
  Duration duration(String name, Duration fallback, Duration least, Duration most) {
    var text = text(name, value(name));
    if (text == null) {
      return fallback;
    }
    try {
      var duration = Duration.parse(text);
      if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
        return duration;
      }
      findings.add(
          at(name), RuleProblem.RULE_VALUE_OUT_OF_RANGE, "must be from " + least + " to " + most);
    } catch (DateTimeException e) {
      findings.add(
          at(name), RuleProblem.RULE_VALUE_MALFORMED, "an ISO 8601 duration such as PT5S is meant");
    }
    return fallback;
  }

  @Nullable Instant instant(String name) {
    var text = text(name, value(name));
    try {
      return text == null ? null : Instant.parse(text);
    } catch (DateTimeException e) {
      findings.add(
          at(name), RuleProblem.RULE_VALUE_MALFORMED, "an instant such as 2026-01-31T12:00:00Z");
      return null;
    }
  }

  /** To be called when all has been asked for. */
  void finish() {
    for (var name : members.keySet()) {
      if (!asked.contains(String.valueOf(name))) {
        findings.add(
            at(String.valueOf(name)),
            RuleProblem.RULE_FIELD_UNKNOWN,
            "known here: " + String.join(", ", asked));
      }
    }
  }
}
