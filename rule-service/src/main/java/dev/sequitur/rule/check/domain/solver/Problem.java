package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the conditions of some goals ask about.
 *
 * @param places fields, each behind what it is a member of
 * @param axes by field, one value of each class
 * @param placeOf by comparison, the field that it asks about
 * @param others what is not understood: each may be anything, but is the same wherever it stands
 */
record Problem(
    List<Place> places,
    Map<Place, List<Value>> axes,
    Map<Comparison, Place> placeOf,
    Set<ConditionTree> others) {

  static Problem of(List<Goal> goals) {
    var placeOf = new LinkedHashMap<Comparison, Place>();
    var others = new LinkedHashSet<ConditionTree>();
    goals.forEach(goal -> collect(goal.condition(), placeOf, others));
    var places =
        new TreeSet<Place>(
            Comparator.comparingInt((Place one) -> one.parts().size())
                .thenComparing(one -> String.join("\u0000", one.parts())));
    placeOf.values().forEach(place -> withAllAbove(place, places));
    var inOrder = List.copyOf(places);
    return new Problem(inOrder, axes(inOrder, placeOf), placeOf, others);
  }

  private static void collect(
      ConditionTree tree, Map<Comparison, Place> placeOf, Set<ConditionTree> others) {
    switch (tree) {
      case ConditionTree.All(var parts) -> parts.forEach(part -> collect(part, placeOf, others));
      case ConditionTree.Any(var parts) -> parts.forEach(part -> collect(part, placeOf, others));
      case ConditionTree.Not(var part) -> collect(part, placeOf, others);
      case Comparison asked when Comparing.understands(asked) ->
          Place.of(asked.field())
              .ifPresentOrElse(place -> placeOf.put(asked, place), () -> others.add(asked));
      case Comparison _, ConditionTree.Named _, ConditionTree.Text _ -> {
        if (!isConstant(tree)) {
          others.add(tree);
        }
      }
    }
  }

  /** {@code true} and {@code false} written out. */
  static boolean isConstant(ConditionTree tree) {
    return tree instanceof ConditionTree.Text(var cel)
        && (cel.equals("true") || cel.equals("false"));
  }

  private static void withAllAbove(Place place, Set<Place> places) {
    places.add(place);
    place.parent().ifPresent(parent -> withAllAbove(parent, places));
  }

  private static Map<Place, List<Value>> axes(List<Place> places, Map<Comparison, Place> placeOf) {
    var askedOf = new HashMap<Place, List<Comparison>>();
    placeOf.forEach(
        (asked, place) -> askedOf.computeIfAbsent(place, _ -> new ArrayList<>()).add(asked));
    var inner = new LinkedHashSet<Place>();
    places.forEach(place -> place.parent().ifPresent(inner::add));
    var axes = new LinkedHashMap<Place, List<Value>>();
    for (var place : places) {
      axes.put(
          place, Axis.of(place, askedOf.getOrDefault(place, List.of()), inner.contains(place)));
    }
    return axes;
  }
}
