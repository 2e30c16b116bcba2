package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Template;
import dev.sequitur.kit.expression.TemplateCompilation;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.matching.domain.ArgumentTemplate;
import dev.sequitur.rule.matching.domain.PlannedAction;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads and compiles one item of a rule's {@code then}. */
final class ActionReader {

  static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(30);
  static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(100);
  static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);
  static final Duration SHORTEST_PAUSE = Duration.ofMillis(10);
  static final Duration LONGEST_PAUSE = Duration.ofDays(1);
  static final Duration LONGEST_TOTAL = Duration.ofDays(7);
  static final int MOST_RETRIES = 100;

  private static final Pattern STEP = Pattern.compile("[A-Za-z]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?");

  private final ActionCatalogue catalogue;
  private final Findings findings;
  private final Scope scope;

  /**
   * @param scope what expressions of the actions see
   */
  ActionReader(ActionCatalogue catalogue, Findings findings, Scope scope) {
    this.catalogue = catalogue;
    this.findings = findings;
    this.scope = scope;
  }

  /** Null if too much is missing to make an action of it; then there are findings. */
  @Nullable PlannedAction read(@Nullable Object item, String pointer) {
    var fields = Fields.of(item, pointer, findings);
    var step = step(fields);
    var uses = fields.text("uses", fields.required("uses"));
    var with = with(fields, uses);
    var delivery = delivery(fields);
    var retry = retry(fields);
    var timeout = fields.duration("timeout", DEFAULT_TIMEOUT, SHORTEST_TIMEOUT, LONGEST_TIMEOUT);
    fields.finish();
    return step == null || uses == null || with == null
        ? null
        : new PlannedAction(step, uses, with, delivery, retry, timeout);
  }

  /** Notes an id that an item above has already. */
  void requireUnique(@Nullable Object item, String pointer, Set<String> above) {
    if (item instanceof Map<?, ?> members
        && members.get("id") instanceof String step
        && !above.add(step)) {
      findings.add(pointer + "/id", RuleProblem.RULE_VALUE_DUPLICATE, "another action has this id");
    }
  }

  private @Nullable String step(Fields fields) {
    var step = fields.text("id", fields.required("id"));
    if (step != null && !STEP.matcher(step).matches()) {
      findings.add(
          fields.at("id"),
          RuleProblem.RULE_VALUE_MALFORMED,
          "must have 1 to 63 letters, digits, - and _, begin with a letter, and end with neither"
              + " - nor _");
    }
    return step;
  }

  private @Nullable ArgumentTemplate with(Fields fields, @Nullable String uses) {
    var given = fields.value("with");
    var arguments = given == null ? Map.of() : given;
    if (!(arguments instanceof Map<?, ?> members)) {
      findings.add(fields.at("with"), RuleProblem.RULE_FIELD_TYPE, "an object is expected here");
      return null;
    }
    if (uses != null) {
      catalogue
          .find(uses)
          .ifPresentOrElse(
              schema -> schema.check(members, fields.at("with"), findings),
              () ->
                  findings.add(
                      fields.at("uses"),
                      RuleProblem.RULE_ACTION_UNKNOWN,
                      "known: " + String.join(", ", catalogue.names())));
    }
    return template(fields.at("with"), members);
  }

  private @Nullable ArgumentTemplate template(String pointer, Map<?, ?> members) {
    return switch (Template.compile(members, scope)) {
      case TemplateCompilation.Compiled(var template) -> {
        var with = ArgumentTemplate.of(template);
        var failure = with.certainFailure();
        if (failure != null) {
          findings.add(pointer + failure.pointer(), failure.code(), failure.detail());
        }
        yield with;
      }
      case TemplateCompilation.Rejected(var problems) -> {
        problems.forEach(
            problem ->
                findings.add(
                    pointer + problem.pointer(),
                    problem.code(),
                    Places.located(problem.detail(), problem.line(), problem.column())));
        yield null;
      }
    };
  }

  private @Nullable Delivery delivery(Fields fields) {
    var name = fields.text("delivery", fields.value("delivery"));
    if (name == null) {
      return null;
    }
    for (var delivery : Delivery.values()) {
      if (delivery.name().equalsIgnoreCase(name)) {
        return delivery;
      }
    }
    var known =
        Arrays.stream(Delivery.values())
            .map(delivery -> delivery.name().toLowerCase(Locale.ROOT))
            .collect(Collectors.joining(", "));
    findings.add(fields.at("delivery"), RuleProblem.RULE_VALUE_MALFORMED, "known: " + known);
    return null;
  }

  private RetryPolicy retry(Fields fields) {
    var given = fields.value("retry");
    var defaults = RetryPolicy.DEFAULT;
    if (given == null) {
      return defaults;
    }
    var retry = Fields.of(given, fields.at("retry"), findings);
    var policy =
        new RetryPolicy(
            retry.integer("max", defaults.max(), 0, MOST_RETRIES),
            retry.duration("backoff", defaults.backoff(), SHORTEST_PAUSE, LONGEST_PAUSE),
            retry.duration("cap", defaults.cap(), SHORTEST_PAUSE, LONGEST_PAUSE),
            retry.duration("total", defaults.total(), Duration.ZERO, LONGEST_TOTAL));
    retry.finish();
    return policy;
  }
}
