package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.condition.domain.Truth;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.function.Predicate;

/** Looks for an event that reaches some goals, all at once. */
public final class Solver {

  /** Comparisons of one question; what needs more is not known. */
  static final long MOST = 100_000;

  /** How many events are tried that might be it, where not all is understood. */
  static final int TRIED = 40;

  private static final List<Truth> TRUTHS = List.of(Truth.TRUE, Truth.FALSE, Truth.UNTOLD);

  private final List<Goal> goals;
  private final Problem problem;
  private final Chosen chosen;
  private final Predicate<CaseEvent> tried;
  private final Instant now;
  private final Budget budget;
  private final List<ConditionTree> others;
  private Answer answer = new Answer.Never();
  private int misses;

  private Solver(List<Goal> goals, Instant now, Predicate<CaseEvent> tried, Budget budget) {
    this.goals = goals;
    this.problem = Problem.of(goals);
    this.chosen = new Chosen(problem, budget);
    this.tried = tried;
    this.now = now;
    this.budget = budget;
    this.others = List.copyOf(problem.others());
  }

  /**
   * Asks for an event.
   *
   * @param now the instant at which it counts as accepted
   * @param tried says whether an event is really one: nothing is found that it does not confirm
   * @param budget of all questions together
   */
  public static Answer ask(
      List<Goal> goals, Instant now, Predicate<CaseEvent> tried, Budget budget) {
    var share = budget.share(MOST);
    var solver = new Solver(goals, now, tried, share);
    solver.chooseFrom(0);
    budget.giveBack(share);
    return solver.answer;
  }

  /** Whether the search is over: it has found one, or has to give up. */
  private boolean chooseFrom(int place) {
    if (!isOpen()) {
      return false;
    }
    if (budget.isSpent()) {
      answer = new Answer.Unknown("it would take too many comparisons");
      return true;
    }
    if (place == problem.places().size()) {
      return chooseTruthFrom(0);
    }
    var at = problem.places().get(place);
    for (var value : values(at)) {
      chosen.choose(at, value);
      if (chooseFrom(place + 1)) {
        return true;
      }
    }
    chosen.forget(at);
    return false;
  }

  private List<Value> values(Place place) {
    return chosen.isReachable(place)
        ? problem.axes().getOrDefault(place, Collections.emptyList())
        : List.of(new Value.Unreachable());
  }

  private boolean chooseTruthFrom(int other) {
    if (!isOpen()) {
      return false;
    }
    if (budget.isSpent()) {
      answer = new Answer.Unknown("it would take too many comparisons");
      return true;
    }
    if (other == others.size()) {
      return tries();
    }
    for (var truth : TRUTHS) {
      chosen.choose(others.get(other), truth);
      if (chooseTruthFrom(other + 1)) {
        return true;
      }
    }
    chosen.forget(others.get(other));
    return false;
  }

  private boolean isOpen() {
    return goals.stream()
        .noneMatch(goal -> Collections.disjoint(chosen.possible(goal.condition()), goal.wanted()));
  }

  private boolean tries() {
    var event = Witness.of(problem, chosen, now);
    if (tried.test(event)) {
      answer = new Answer.Found(event);
      return true;
    }
    // Not proved any more: what is not understood might be so for another event.
    answer =
        new Answer.Unknown("parts of the conditions are not comparisons of a field with constants");
    return ++misses >= TRIED;
  }
}
