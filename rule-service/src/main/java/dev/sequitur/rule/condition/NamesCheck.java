package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.condition.domain.Expansion;
import dev.sequitur.rule.condition.domain.NamedConditionCode;
import dev.sequitur.rule.condition.domain.Site;
import dev.sequitur.rule.condition.domain.When;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whether all the conditions that a {@code when} names can be put in their places. */
@ApplicationScoped
public class NamesCheck {

  private final DraftBooks books;

  public NamesCheck(DraftBooks books) {
    this.books = books;
  }

  /**
   * A {@code when} that was read without errors.
   *
   * @param name what it is the condition of, if it has a name itself
   * @param cel as a text
   * @param when as it was written, for the places
   * @param pointer where that stands
   */
  public record Subject(@Nullable String name, String cel, Object when, String pointer) {}

  /** All that is wrong with the names of a draft. Asks the database only if there are names. */
  public List<Violation> check(Subject subject, Bundle together) {
    return Site.in(subject.when(), subject.pointer()).isEmpty()
        ? List.of()
        : books.open(together, book -> violations(subject, book));
  }

  /** A condition with all that it names in their places, or why that cannot be. */
  public Expansion.Result expanded(When when, Bundle together) {
    return books.open(together, book -> Expansion.of(when, book));
  }

  /**
   * The same within the transaction that publishes: what is named stays published until it ends.
   *
   * @throws dev.sequitur.kit.problem.Problem if something is wrong
   */
  public void uphold(Subject subject, Neighbours neighbours) {
    var errors = violations(subject, new SavedConditions(neighbours));
    if (!errors.isEmpty()) {
      throw DefinitionProblem.DEFINITION_INVALID.with("A condition that it names is gone.", errors);
    }
  }

  static List<Violation> violations(Subject subject, ConditionBook book) {
    var errors = new ArrayList<Violation>();
    for (var site : Site.in(subject.when(), subject.pointer())) {
      if (Expansion.ofName(site.name(), subject.name(), book)
          instanceof Expansion.Failed(var code, var detail)) {
        errors.add(site.violation(code.name(), detail));
      }
    }
    return errors.isEmpty() ? asWhole(subject, book) : errors;
  }

  private static List<Violation> asWhole(Subject subject, ConditionBook book) {
    return switch (expanded(subject.name(), When.of(subject.cel()), book)) {
      case Expansion.Failed(var code, var detail) ->
          List.of(new Violation(subject.pointer(), code.name(), detail));
      case Expansion.Expanded(var cel) ->
          Expressions.compileCondition(cel, Scope.EVENT)
                  instanceof Compilation.Rejected(var problems)
              ? problems.stream().map(one -> inPlace(one.detail(), subject)).toList()
              : List.of();
    };
  }

  private static Violation inPlace(String detail, Subject subject) {
    return new Violation(
        subject.pointer(),
        NamedConditionCode.CONDITION_TOO_LARGE.name(),
        "with all named conditions in their places: " + detail);
  }

  private static Expansion.Result expanded(@Nullable String name, When when, ConditionBook book) {
    return name == null ? Expansion.of(when, book) : Expansion.of(name, when, book);
  }
}
