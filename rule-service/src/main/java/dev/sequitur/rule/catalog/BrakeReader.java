package dev.sequitur.rule.catalog;

import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.TemplateCompilation;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.matching.domain.ArgumentTemplate;
import dev.sequitur.rule.matching.domain.Brake;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads and compiles a rule's {@code brake}. */
final class BrakeReader {

  static final int MOST_STARTS = 1_000_000;
  static final Duration SHORTEST = Duration.ofSeconds(1);

  /** Counts are kept for a day beyond their window. */
  static final Duration LONGEST = Duration.ofDays(1);

  private static final String REJECT = "reject";
  private static final String SUSPEND = "suspend";

  private final Findings findings;
  private final Scope scope;

  BrakeReader(Findings findings, Scope scope) {
    this.findings = findings;
    this.scope = scope;
  }

  /** Of no use if anything was found. */
  Brake read(Object given, String pointer) {
    var fields = Fields.of(given, pointer, findings);
    fields.required("starts");
    fields.required("within");
    var brake =
        new Brake(
            fields.integer("starts", 1, 1, MOST_STARTS),
            fields.duration("within", LONGEST, SHORTEST, LONGEST),
            by(fields),
            suspends(fields),
            0);
    fields.finish();
    return brake;
  }

  private @Nullable ArgumentTemplate by(Fields fields) {
    var text = fields.text("by", fields.value("by"));
    if (text == null) {
      return null;
    }
    return switch (Template.compile(text, scope)) {
      case TemplateCompilation.Compiled(var template) when template.isConstant() -> {
        findings.add(
            fields.at("by"),
            RuleProblem.RULE_VALUE_MALFORMED,
            "an expression such as ${data.customer} is meant; left out, the rule counts as a whole");
        yield null;
      }
      case TemplateCompilation.Compiled(var template) -> ArgumentTemplate.of(template);
      case TemplateCompilation.Rejected(var problems) -> {
        problems.forEach(
            problem ->
                findings.add(
                    fields.at("by"),
                    problem.code(),
                    Places.located(problem.detail(), problem.line(), problem.column())));
        yield null;
      }
    };
  }

  private boolean suspends(Fields fields) {
    var word = fields.text("beyond", fields.value("beyond"));
    if (word != null && !word.equalsIgnoreCase(REJECT) && !word.equalsIgnoreCase(SUSPEND)) {
      findings.add(
          fields.at("beyond"),
          RuleProblem.RULE_VALUE_MALFORMED,
          "known: " + REJECT + ", " + SUSPEND);
    }
    return SUSPEND.equalsIgnoreCase(word);
  }
}
