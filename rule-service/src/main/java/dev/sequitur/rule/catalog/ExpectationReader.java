package dev.sequitur.rule.catalog;

import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.check.domain.Expected;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what a case expects. */
final class ExpectationReader {

  private static final String FORM =
      "matched, unmatched, {code: …} or {matched: true, actions: {…}} is expected here";

  private final Findings findings;
  private final List<String> steps;

  ExpectationReader(Findings findings, List<String> steps) {
    this.findings = findings;
    this.steps = steps;
  }

  @Nullable Expected read(@Nullable Object given, String pointer) {
    return switch (given) {
      case null -> null;
      case String word when word.equals("matched") -> Expected.MATCHED;
      case String word when word.equals("unmatched") -> Expected.UNMATCHED;
      case Map<?, ?> _ -> members(Fields.of(given, pointer, findings), pointer);
      default -> {
        findings.add(pointer, RuleProblem.RULE_VALUE_MALFORMED, FORM);
        yield null;
      }
    };
  }

  private Expected members(Fields fields, String pointer) {
    var matched = fields.truth("matched");
    var code = fields.text("code", fields.value("code"));
    var given = fields.value("actions");
    var actions = given == null ? null : actions(given, fields.at("actions"));
    fields.finish();
    if (matched == null && code == null && actions == null) {
      findings.add(pointer, RuleProblem.RULE_VALUE_MALFORMED, FORM);
    } else if (actions != null && (code != null || Boolean.FALSE.equals(matched))) {
      findings.add(
          fields.at("actions"),
          RuleProblem.RULE_VALUE_MALFORMED,
          "there are actions only where the rule has matched");
    }
    return actions == null
        ? new Expected(matched, code, Map.of())
        : new Expected(true, null, actions);
  }

  private Map<String, Map<String, @Nullable Object>> actions(Object given, String pointer) {
    var fields = Fields.of(given, pointer, findings);
    var actions = new LinkedHashMap<String, Map<String, @Nullable Object>>();
    for (var step : steps) {
      var action = fields.value(step);
      if (action != null) {
        actions.put(step, with(Fields.of(action, fields.at(step), findings)));
      }
    }
    fields.finish();
    return actions;
  }

  private Map<String, @Nullable Object> with(Fields action) {
    var with = new LinkedHashMap<String, @Nullable Object>();
    if (action.required("with") instanceof Map<?, ?> members) {
      members.forEach((name, value) -> with.put(String.valueOf(name), value));
    } else if (action.value("with") != null) {
      findings.add(action.at("with"), RuleProblem.RULE_FIELD_TYPE, "an object is expected here");
    }
    action.finish();
    return with;
  }
}
