package dev.sequitur.rule.condition;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.condition.domain.NamedConditionCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The kind {@code Condition}. */
@ApplicationScoped
public class ConditionKind implements DefinitionKind {

  public static final String NAME = "Condition";

  private final NamesCheck names;

  public ConditionKind(NamesCheck names) {
    this.names = names;
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
    return reading.when() == null
        ? reading.errors()
        : names.check(subject(manifest, reading.when().cel()), together);
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
    refuseBreaking(neighbours, manifest.name());
  }

  /** Those that are published and use it must still be conditions with this version in it. */
  private static void refuseBreaking(Neighbours neighbours, String name) {
    var book = new SavedConditions(neighbours);
    var errors =
        Usages.all(neighbours, name).stream()
            .filter(user -> user.published() != null && user.usage().published())
            .flatMap(user -> broken(user.usage(), Objects.requireNonNull(user.published()), book))
            .toList();
    if (!errors.isEmpty()) {
      throw DefinitionProblem.DEFINITION_INVALID.with("It would break others that use it.", errors);
    }
  }

  private static Stream<Violation> broken(Usage user, Manifest manifest, ConditionBook book) {
    var when = Objects.requireNonNull(manifest.spec().get("when"));
    var cel = WhenReader.read(when, "/spec/when").cel();
    if (cel == null) {
      return Stream.empty();
    }
    var self = user.kind().equals(NAME) ? user.name() : null;
    var subject = new NamesCheck.Subject(self, cel, when, "/spec/when");
    return NamesCheck.violations(subject, book).stream()
        .map(
            error ->
                new Violation(
                    "/spec/when",
                    error.code(),
                    user.kind() + " " + user.name() + ": " + error.detail()));
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
