package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.ConditionBook;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What a change of a named condition does to those that are published and name it. */
@ApplicationScoped
class Impact implements ConditionImpact {

  private final Definitions definitions;
  private final RuleCheck rules;

  Impact(Definitions definitions, RuleCheck rules) {
    this.definitions = definitions;
    this.rules = rules;
  }

  @Override
  public List<Violation> broken(Manifest condition, Bundle together) {
    // Those that come with it are checked by themselves, under all that comes.
    return definitions.among(
        together.workspace(),
        neighbours -> {
          var book = new SavedConditions(neighbours, with(condition, together));
          return users(neighbours, condition.name())
              .filter(user -> !together.holds(user.usage().kind(), user.usage().name()))
              .flatMap(user -> broken(user, book, together.workspace()))
              .distinct()
              .toList();
        });
  }

  @Override
  public List<Violation> broken(Neighbours neighbours, Manifest condition) {
    var book = new SavedConditions(neighbours);
    return users(neighbours, condition.name())
        .flatMap(user -> broken(user, book, neighbours.workspace()))
        .distinct()
        .toList();
  }

  @Override
  public List<Usage> affected(Manifest condition, Bundle together) {
    return definitions.among(
        together.workspace(),
        neighbours ->
            isSame(condition, neighbours)
                ? List.<Usage>of()
                : users(neighbours, condition.name()).map(Usages.Found::usage).toList());
  }

  private static boolean isSame(Manifest condition, Neighbours neighbours) {
    return neighbours
        .active(ConditionKind.NAME, condition.name())
        .filter(known -> Objects.equals(known.spec().get("when"), condition.spec().get("when")))
        .isPresent();
  }

  /** Those that rest count too: they must be able to act again. */
  private static Stream<Usages.Found> users(Neighbours neighbours, String name) {
    return Usages.all(neighbours, name).stream()
        .filter(user -> user.published() != null && user.usage().published());
  }

  private static Bundle with(Manifest condition, Bundle together) {
    return new Bundle(
        together.workspace(),
        Stream.concat(Stream.of(condition), together.documents().stream()).toList());
  }

  /** What decides without effects holds nothing up: its cases are run before it may act. */
  private Stream<Violation> broken(Usages.Found user, ConditionBook book, String workspace) {
    if (user.trial()) {
      return Stream.empty();
    }
    var manifest = Objects.requireNonNull(user.published());
    var errors =
        user.usage().kind().equals(ConditionKind.NAME)
            ? condition(manifest, book)
            : rules.under(book, manifest, workspace);
    return errors.stream().map(error -> told(user.usage(), error));
  }

  private static List<Violation> condition(Manifest manifest, ConditionBook book) {
    var when = Objects.requireNonNull(manifest.spec().get("when"));
    var cel = WhenReader.read(when, "/spec/when").cel();
    return cel == null
        ? List.of()
        : NamesCheck.violations(
            new NamesCheck.Subject(manifest.name(), cel, when, "/spec/when"), book);
  }

  /** It is this condition's doing, and its user's place. */
  private static Violation told(Usage user, Violation error) {
    var place = error.pointer().startsWith("/spec/when") ? "" : error.pointer() + ": ";
    return new Violation(
        "/spec/when",
        error.code(),
        user.kind() + " " + user.name() + ": " + place + error.detail());
  }
}
