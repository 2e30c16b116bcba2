package dev.sequitur.rule.eventtype.domain;

import dev.sequitur.kit.expression.Scope.Type;
import java.util.ArrayDeque;
import java.util.Deque;

/** What variables may be at a place in an expression; those of inner loops hide all others. */
final class VariableShapes {

  private record Bound(String name, Shape shape) {}

  private final Shape data;
  private final Deque<Bound> bound = new ArrayDeque<>();

  VariableShapes(Shape data) {
    this.data = data;
  }

  /** A loop begins, with its variable. */
  void enter(String name, Shape shape) {
    bound.push(new Bound(name, shape));
  }

  void leave() {
    bound.pop();
  }

  Shape of(String name) {
    for (var each : bound) {
      if (each.name().equals(name)) {
        return each.shape();
      }
    }
    return switch (name) {
      case "data", ".data" -> data;
      case "now", ".now" -> Shape.of(Type.TIMESTAMP);
      default -> Shape.ANY;
    };
  }
}
