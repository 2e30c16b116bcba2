package dev.sequitur.rule.template.domain;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A rule with places for values.
 *
 * @param spec of the rule, with {@code {parameter: name}} and {@code parameters.name} in it
 * @param cases values with what a rule made with them says of events: the template's own tests
 */
public record RuleTemplate(
    String name,
    String title,
    String description,
    List<Parameter> parameters,
    Map<String, @Nullable Object> spec,
    @JsonProperty(access = JsonProperty.Access.WRITE_ONLY) List<Case> cases) {

  /** Some values, and tests as a rule has them. */
  public record Case(
      Map<String, @Nullable Object> parameters, List<Map<String, @Nullable Object>> tests) {}

  /** A rule's spec, or all that is wrong with the values. */
  public sealed interface Made {}

  /** The spec; it is yet to be checked as any other. */
  public record Spec(Map<String, @Nullable Object> spec) implements Made {}

  /** What is wrong, with pointers from the object that holds {@code parameters}. */
  public record Refused(List<Violation> errors) implements Made {}

  /**
   * Makes a rule's spec.
   *
   * @param overrides a merge patch (RFC 7396) on the result
   */
  public Made with(Map<String, @Nullable Object> given, Map<?, ?> overrides) {
    var errors = new ArrayList<Violation>();
    var known = new LinkedHashMap<String, Parameter>();
    parameters.forEach(parameter -> known.put(parameter.name(), parameter));
    for (var name : given.keySet()) {
      if (!known.containsKey(name)) {
        errors.add(
            violation(
                name,
                ParameterProblem.RULE_PARAMETER_UNKNOWN,
                "known: " + String.join(", ", known.keySet())));
      }
    }
    var values = new LinkedHashMap<String, Object>();
    parameters.forEach(parameter -> take(parameter, given.get(parameter.name()), values, errors));
    return errors.isEmpty()
        ? new Spec(MergePatch.applied(new Substitution(known, values).spec(spec), overrides))
        : new Refused(errors);
  }

  private static void take(
      Parameter parameter,
      @Nullable Object given,
      Map<String, Object> values,
      List<Violation> errors) {
    var value = given == null ? parameter.fallback() : given;
    if (value == null) {
      errors.add(
          violation(
              parameter.name(),
              ParameterProblem.RULE_PARAMETER_MISSING,
              parameter.type().words() + " is required"));
      return;
    }
    parameter
        .mistake(value)
        .ifPresentOrElse(
            detail ->
                errors.add(
                    violation(parameter.name(), ParameterProblem.RULE_PARAMETER_INVALID, detail)),
            () -> values.put(parameter.name(), value));
  }

  private static Violation violation(String name, ParameterProblem problem, String detail) {
    var escaped = name.replace("~", "~0").replace("/", "~1");
    return new Violation("/parameters/" + escaped, problem.name(), detail);
  }
}
