package dev.sequitur.rule.explain.domain;

import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.explain.domain.Part.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks every part of a condition, and puts their answers together as CEL does: a false part decides
 * a conjunction whatever the others are, a true one a disjunction; else the first that cannot be
 * told does.
 */
public final class Dissection {

  private final Variables variables;
  private final Sight sight;

  private Dissection(Variables variables) {
    this.variables = variables;
    this.sight = new Sight(variables);
  }

  /** Every part of a clause with its answer and what it saw. */
  public static Part of(Clause clause, Variables variables) {
    return new Dissection(variables).part(clause, true);
  }

  /** The answer alone; null if a part that it depends on cannot be evaluated alone. */
  public static @Nullable Verdict verdict(Clause clause, Variables variables) {
    return switch (clause) {
      case Clause.Test(_, var expression) ->
          expression == null ? null : expression.condition(variables);
      case Clause.Not(_, var part) -> negated(verdict(part, variables));
      case Clause.All(_, var parts) -> chain(parts, variables, new Verdict.Unmatched());
      case Clause.Any(_, var parts) -> chain(parts, variables, new Verdict.Matched());
    };
  }

  private Part part(Clause clause, boolean reached) {
    return switch (clause) {
      case Clause.Test(var text, var expression) -> test(text, expression, reached);
      case Clause.Not(var text, var inner) -> {
        var part = part(inner, reached);
        yield new Part(text, Kind.NOT, negated(part.verdict()), reached, List.of(), List.of(part));
      }
      case Clause.All(var text, var parts) ->
          group(text, Kind.ALL, parts, new Verdict.Unmatched(), reached);
      case Clause.Any(var text, var parts) ->
          group(text, Kind.ANY, parts, new Verdict.Matched(), reached);
    };
  }

  private Part test(String text, @Nullable Expression expression, boolean reached) {
    return expression == null
        ? new Part(text, Kind.TEST, null, reached, List.of(), List.of())
        : new Part(
            text,
            Kind.TEST,
            expression.condition(variables),
            reached,
            sight.of(expression.fields()),
            List.of());
  }

  private Part group(
      String text, Kind kind, List<Clause> clauses, Verdict decisive, boolean reached) {
    var parts = new ArrayList<Part>(clauses.size());
    boolean asked = reached;
    Verdict together = opposite(decisive);
    for (var clause : clauses) {
      var part = part(clause, asked);
      parts.add(part);
      asked &= !decisive.equals(part.verdict());
      together = joined(together, part.verdict(), decisive);
    }
    return new Part(text, kind, together, reached, List.of(), List.copyOf(parts));
  }

  private static @Nullable Verdict chain(
      List<Clause> clauses, Variables variables, Verdict decisive) {
    Verdict together = opposite(decisive);
    for (var clause : clauses) {
      together = joined(together, verdict(clause, variables), decisive);
      if (decisive.equals(together)) {
        return together;
      }
    }
    return together;
  }

  /** Unknown before untold: what cannot be evaluated alone may have come first. */
  private static @Nullable Verdict joined(
      @Nullable Verdict before, @Nullable Verdict next, Verdict decisive) {
    if (decisive.equals(before) || decisive.equals(next)) {
      return decisive;
    }
    return before == null || before instanceof Verdict.Failed ? before : next;
  }

  private static Verdict opposite(Verdict truth) {
    return truth instanceof Verdict.Matched ? new Verdict.Unmatched() : new Verdict.Matched();
  }

  private static @Nullable Verdict negated(@Nullable Verdict verdict) {
    return verdict == null || verdict instanceof Verdict.Failed ? verdict : opposite(verdict);
  }
}
