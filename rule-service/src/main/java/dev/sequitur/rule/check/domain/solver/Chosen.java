package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been chosen so far, and what conditions may still say under it. */
final class Chosen {

  private static final Set<Truth> ANY = EnumSet.allOf(Truth.class);

  private final Problem problem;
  private final Budget budget;
  private final Map<Place, Value> values = new HashMap<>();
  private final Map<ConditionTree, Truth> truths = new HashMap<>();
  private final Map<Comparison, Set<Truth>> open = new HashMap<>();

  Chosen(Problem problem, Budget budget) {
    this.problem = problem;
    this.budget = budget;
    problem.placeOf().forEach((asked, place) -> open.put(asked, possible(asked, place)));
  }

  private Set<Truth> possible(Comparison asked, Place place) {
    var possible = EnumSet.noneOf(Truth.class);
    problem
        .axes()
        .getOrDefault(place, List.of())
        .forEach(v -> possible.add(Comparing.of(asked, v)));
    if (place.parent().isPresent()) {
      possible.add(Truth.UNTOLD);
    }
    return possible;
  }

  void choose(Place place, Value value) {
    values.put(place, value);
  }

  void choose(ConditionTree other, Truth truth) {
    truths.put(other, truth);
  }

  void forget(Place place) {
    values.remove(place);
  }

  void forget(ConditionTree other) {
    truths.remove(other);
  }

  @Nullable Value at(Place place) {
    return values.get(place);
  }

  /** Whether members of what stands before this one can be chosen at all. */
  boolean isReachable(Place place) {
    return place.parent().isEmpty() || values.get(place.parent().get()) instanceof Value.Members;
  }

  /** At least all that the condition may say, whatever is chosen further. */
  Set<Truth> possible(ConditionTree tree) {
    return switch (tree) {
      case ConditionTree.All(var parts) -> group(parts, Truth.FALSE, Truth.TRUE);
      case ConditionTree.Any(var parts) -> group(parts, Truth.TRUE, Truth.FALSE);
      case ConditionTree.Not(var part) -> negated(possible(part));
      case Comparison asked when problem.placeOf().containsKey(asked) -> compared(asked);
      default -> other(tree);
    };
  }

  private Set<Truth> compared(Comparison asked) {
    budget.spend();
    var value = values.get(Objects.requireNonNull(problem.placeOf().get(asked)));
    return value == null
        ? Objects.requireNonNull(open.get(asked))
        : EnumSet.of(Comparing.of(asked, value));
  }

  private Set<Truth> other(ConditionTree tree) {
    if (Problem.isConstant(tree)) {
      var isTrue = ((ConditionTree.Text) tree).cel().equals("true");
      return EnumSet.of(isTrue ? Truth.TRUE : Truth.FALSE);
    }
    var truth = truths.get(tree);
    return truth == null ? ANY : EnumSet.of(truth);
  }

  /** One part that decides alone decides; else one that cannot be told leaves it untold. */
  private Set<Truth> group(List<ConditionTree> parts, Truth deciding, Truth neutral) {
    var possible = EnumSet.noneOf(Truth.class);
    boolean decided = false;
    boolean allNeutral = true;
    for (var part : parts) {
      var truths = possible(part);
      if (truths.contains(deciding)) {
        possible.add(deciding);
        decided |= truths.size() == 1;
      }
      if (truths.contains(Truth.UNTOLD)) {
        possible.add(Truth.UNTOLD);
      }
      allNeutral &= truths.contains(neutral);
    }
    if (decided) {
      return EnumSet.of(deciding);
    }
    if (allNeutral) {
      possible.add(neutral);
    }
    return possible;
  }

  private static Set<Truth> negated(Set<Truth> truths) {
    var negated = EnumSet.noneOf(Truth.class);
    truths.forEach(truth -> negated.add(truth.negated()));
    return negated;
  }
}
