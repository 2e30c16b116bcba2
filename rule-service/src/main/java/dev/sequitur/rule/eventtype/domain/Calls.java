package dev.sequitur.rule.eventtype.domain;

import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.CallTypes;
import dev.sequitur.kit.expression.Scope.Type;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Calls of functions with arguments that may be of several types each. */
final class Calls {

  /** More combinations are not gone through: then it may be anything. */
  private static final int MOST = 256;

  private static final Set<Type> NUMBERS = Set.of(Type.INT, Type.DOUBLE);

  private static final Map<String, String> SIGNS =
      Map.ofEntries(
          Map.entry("_<_", "<"),
          Map.entry("_<=_", "<="),
          Map.entry("_>_", ">"),
          Map.entry("_>=_", ">="),
          Map.entry("_+_", "+"),
          Map.entry("_-_", "-"),
          Map.entry("_*_", "*"),
          Map.entry("_/_", "/"),
          Map.entry("_%_", "%"),
          Map.entry("_&&_", "&&"),
          Map.entry("_||_", "||"),
          Map.entry("!_", "!"),
          Map.entry("-_", "-"),
          Map.entry("_[_]", "[]"));

  private static final Set<String> LOOPS =
      Set.of("exists", "all", "exists_one", "existsOne", "filter", "map");

  private Calls() {}

  /** Whether it goes through the elements of its target, each as its first argument. */
  static boolean isLoop(CelCall call) {
    return LOOPS.contains(call.function())
        && call.args().size() >= 2
        && call.args().getFirst().getKind() == Kind.IDENT;
  }

  /** How the function is written. */
  static String word(String function) {
    return SIGNS.getOrDefault(function, function);
  }

  /** What the call may give; null if it is not defined for any of the combinations. */
  static @Nullable Shape result(String function, @Nullable Shape target, List<Shape> arguments) {
    var all = new ArrayList<Shape>();
    if (target != null) {
      all.add(target);
    }
    all.addAll(arguments);
    var results = EnumSet.noneOf(Type.class);
    for (var types : combinations(all)) {
      var first = target == null ? null : types.getFirst();
      CallTypes.result(function, first, target == null ? types : types.subList(1, types.size()))
          .ifPresent(results::add);
    }
    if (results.isEmpty()) {
      return null;
    }
    return results.contains(Type.DYN) || all.stream().anyMatch(Shape::isUnknown)
        ? known(results)
        : new Shape(results, Map.of(), Shape.ANY, Shape.ANY, null);
  }

  /** Of arguments that may be anything the result is still known if it is always of one type. */
  private static Shape known(EnumSet<Type> results) {
    return results.size() == 1 ? Shape.of(results.iterator().next()) : Shape.ANY;
  }

  private static List<List<Type>> combinations(List<Shape> shapes) {
    List<List<Type>> combinations = List.of(List.of());
    for (var shape : shapes) {
      Set<Type> types = shape.isUnknown() ? EnumSet.of(Type.DYN) : shape.types();
      if (combinations.size() * types.size() > MOST) {
        types = EnumSet.of(Type.DYN);
      }
      var longer = new ArrayList<List<Type>>();
      for (var combination : combinations) {
        for (var type : types) {
          var one = new ArrayList<>(combination);
          one.add(type);
          longer.add(one);
        }
      }
      combinations = longer;
    }
    return combinations;
  }

  static boolean areNeverEqual(Shape left, Shape right) {
    return !left.isUnknown()
        && !right.isUnknown()
        && left.types().stream()
            .noneMatch(type -> right.types().stream().anyMatch(other -> alike(type, other)));
  }

  private static boolean alike(Type one, Type other) {
    return one == other || (NUMBERS.contains(one) && NUMBERS.contains(other));
  }

  static boolean isText(Shape shape) {
    return shape.types().equals(Set.of(Type.STRING));
  }

  static boolean isNumber(Shape shape) {
    return !shape.isUnknown() && NUMBERS.containsAll(shape.types());
  }
}
