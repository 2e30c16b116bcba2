package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.check.domain.UnitCase;
import dev.sequitur.rule.matching.domain.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a rule's {@code tests}. */
final class CaseReader {

  static final int MOST_CASES = 100;
  static final int LONGEST_NAME = 200;
  static final int MOST_HOPS = 1_000;

  /** The instant of a case that names none, if the rule is valid then. */
  static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final Findings findings;
  private final ExpectationReader expectations;
  private final @Nullable String usualType;
  private final Instant usualNow;
  private final Set<String> names = new HashSet<>();

  /**
   * @param on the rule's event types
   * @param steps the ids of its actions
   */
  CaseReader(Findings findings, List<String> on, List<String> steps, Validity validity) {
    this.findings = findings;
    this.expectations = new ExpectationReader(findings, steps);
    this.usualType = on.isEmpty() || on.getFirst().endsWith("*") ? null : on.getFirst();
    this.usualNow = validity.from() == null ? NOW : validity.from();
  }

  List<UnitCase> read(Fields spec) {
    var given = spec.list("tests", spec.value("tests"));
    if (given.size() > MOST_CASES) {
      findings.add(
          spec.at("tests"),
          RuleProblem.RULE_VALUE_OUT_OF_RANGE,
          "must have at most " + MOST_CASES + " elements");
      return List.of();
    }
    var cases = new ArrayList<UnitCase>();
    for (int i = 0; i < given.size(); i++) {
      var one = read(given.get(i), spec.at("tests") + "/" + i);
      if (one != null) {
        cases.add(one);
      }
    }
    return List.copyOf(cases);
  }

  private @Nullable UnitCase read(@Nullable Object given, String pointer) {
    var fields = Fields.of(given, pointer, findings);
    var name = name(fields);
    var now = fields.instant("now");
    var event = event(fields, now == null ? usualNow : now);
    var expected = expectations.read(fields.required("expect"), fields.at("expect"));
    fields.finish();
    return name == null || event == null || expected == null
        ? null
        : new UnitCase(name, event, expected);
  }

  private @Nullable String name(Fields fields) {
    var name = fields.text("name", fields.required("name"));
    if (name != null && (name.isBlank() || name.length() > LONGEST_NAME)) {
      findings.add(
          fields.at("name"),
          RuleProblem.RULE_VALUE_OUT_OF_RANGE,
          "must have 1 to " + LONGEST_NAME + " characters");
    } else if (name != null && !names.add(name)) {
      findings.add(
          fields.at("name"), RuleProblem.RULE_VALUE_DUPLICATE, "a case above has this name");
    }
    return name;
  }

  private @Nullable CaseEvent event(Fields fields, Instant now) {
    var given = fields.required("event");
    if (given == null) {
      return null;
    }
    var attributes = Fields.of(given, fields.at("event"), findings);
    var type = attributes.text("type", attributes.value("type"));
    var event =
        new CaseEvent(
            type == null ? String.valueOf(usualType) : type,
            orElse(attributes.text("source", attributes.value("source")), "/test"),
            attributes.text("subject", attributes.value("subject")),
            attributes.text("key", attributes.value("key")),
            attributes.instant("time"),
            attributes.integer("hops", 0, 0, MOST_HOPS),
            data(attributes, given),
            now);
    if (type == null && usualType == null) {
      attributes.required("type");
    }
    attributes.finish();
    return readable(event, attributes);
  }

  /** Null is data too; only where there is none at all it is an empty object. */
  private static @Nullable Object data(Fields attributes, Object given) {
    var data = attributes.value("data");
    return data != null || (given instanceof Map<?, ?> members && members.containsKey("data"))
        ? data
        : Map.of();
  }

  private @Nullable CaseEvent readable(CaseEvent event, Fields attributes) {
    try {
      event.in("default", "case");
      return event;
    } catch (UnreadableException | IllegalArgumentException e) {
      findings.add(
          attributes.at("data"),
          RuleProblem.RULE_VALUE_MALFORMED,
          "no event can have these attributes and this data");
      return null;
    }
  }

  private static String orElse(@Nullable String text, String fallback) {
    return text == null ? fallback : text;
  }
}
