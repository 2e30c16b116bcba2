package dev.sequitur.rule.condition;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.NamedConditionCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The kind {@code Condition}. */
@ApplicationScoped
public class ConditionKind implements DefinitionKind {

  public static final String NAME = "Condition";

  private final NamesCheck names;
  private final ConditionImpact impact;

  public ConditionKind(NamesCheck names, ConditionImpact impact) {
    this.names = names;
    this.impact = impact;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "condition";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var reading = ConditionReader.read(manifest.spec(), "/spec");
    if (reading.when() == null) {
      return reading.errors();
    }
    var errors = names.check(subject(manifest, reading.when().cel()), together);
    return errors.isEmpty() ? impact.broken(manifest, together) : errors;
  }

  /** Who is decided by it, and so by what is changed in it. */
  @Override
  public Map<String, List<Violation>> warnings(List<Manifest> manifests, Bundle together) {
    var warnings = new HashMap<String, List<Violation>>();
    for (var manifest : manifests) {
      warnings.put(
          manifest.name(),
          impact.affected(manifest, together).stream()
              .map(ConditionKind::warning)
              .distinct()
              .toList());
    }
    return warnings;
  }

  private static Violation warning(Usage user) {
    var through = user.through().isEmpty() ? "" : " through " + String.join(", ", user.through());
    return new Violation(
        "/spec/when",
        NamedConditionCode.CONDITION_IN_USE.name(),
        user.kind() + " " + user.name() + " uses it" + through + ", and changes with it.");
  }

  /** One that comes refers to nothing that is gone; one that goes is used by nobody. */
  @Override
  public void uphold(Neighbours neighbours, Manifest manifest, State state) {
    if (state != State.ACTIVE) {
      refuseUsed(neighbours, manifest.name());
      return;
    }
    var when = ConditionReader.read(manifest.spec(), "/spec").when();
    if (when != null && !when.references().isEmpty()) {
      names.uphold(subject(manifest, when.cel()), neighbours);
    }
    refuseBreaking(neighbours, manifest);
  }

  /** Those that are published and use it must still be what they were with this version in it. */
  private void refuseBreaking(Neighbours neighbours, Manifest manifest) {
    var errors = impact.broken(neighbours, manifest);
    if (!errors.isEmpty()) {
      throw DefinitionProblem.DEFINITION_INVALID.with("It would break others that use it.", errors);
    }
  }

  private static NamesCheck.Subject subject(Manifest manifest, String cel) {
    return new NamesCheck.Subject(
        manifest.name(), cel, Objects.requireNonNull(manifest.spec().get("when")), "/spec/when");
  }

  private static void refuseUsed(Neighbours neighbours, String name) {
    var users =
        Usages.direct(neighbours, name).stream()
            .map(Usages.Found::usage)
            .filter(Usage::published)
            .toList();
    if (!users.isEmpty()) {
      throw NamedConditionCode.CONDITION_IN_USE.with(
          name + " is used by " + users.size() + (users.size() == 1 ? " other." : " others."),
          users.stream()
              .map(
                  user ->
                      new Violation(
                          "",
                          NamedConditionCode.CONDITION_IN_USE.name(),
                          user.kind() + " " + user.name()))
              .toList());
    }
  }
}
