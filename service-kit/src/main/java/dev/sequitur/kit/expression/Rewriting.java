package dev.sequitur.kit.expression;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelComprehension;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Syntax trees made of others. What does not change is shared. */
public final class Rewriting {

  private Rewriting() {}

  /** The node with each of its children as the function gives it; itself if none is another. */
  public static CelExpr children(CelExpr node, UnaryOperator<CelExpr> change) {
    return switch (node.getKind()) {
      case SELECT -> select(node, change);
      case CALL -> call(node, change);
      case LIST -> {
        var elements = all(node.list().elements(), change);
        yield same(elements, node.list().elements())
            ? node
            : CelExpr.ofList(node.id(), elements, node.list().optionalIndices());
      }
      case MAP -> map(node, change);
      case COMPREHENSION -> loop(node, node.comprehension(), change);
      default -> node;
    };
  }

  private static CelExpr select(CelExpr node, UnaryOperator<CelExpr> change) {
    var select = node.select();
    var operand = change.apply(select.operand());
    return operand == select.operand()
        ? node
        : CelExpr.ofSelect(node.id(), operand, select.field(), select.testOnly());
  }

  private static CelExpr call(CelExpr node, UnaryOperator<CelExpr> change) {
    var call = node.call();
    var target = call.target().map(change);
    var arguments = all(call.args(), change);
    boolean unchanged =
        same(arguments, call.args()) && target.orElse(null) == call.target().orElse(null);
    return unchanged ? node : CelExpr.ofCall(node.id(), target, call.function(), arguments);
  }

  private static CelExpr map(CelExpr node, UnaryOperator<CelExpr> change) {
    var entries = new ArrayList<CelExpr.CelMap.Entry>();
    boolean unchanged = true;
    for (var entry : node.map().entries()) {
      var key = change.apply(entry.key());
      var value = change.apply(entry.value());
      unchanged &= key == entry.key() && value == entry.value();
      entries.add(CelExpr.ofMapEntry(entry.id(), key, value, entry.optionalEntry()));
    }
    return unchanged ? node : CelExpr.ofMap(node.id(), ImmutableList.copyOf(entries));
  }

  private static CelExpr loop(CelExpr node, CelComprehension loop, UnaryOperator<CelExpr> change) {
    return CelExpr.ofComprehension(
        node.id(),
        loop.iterVar(),
        loop.iterVar2(),
        change.apply(loop.iterRange()),
        loop.accuVar(),
        change.apply(loop.accuInit()),
        change.apply(loop.loopCondition()),
        change.apply(loop.loopStep()),
        change.apply(loop.result()));
  }

  private static ImmutableList<CelExpr> all(List<CelExpr> nodes, UnaryOperator<CelExpr> change) {
    return nodes.stream().map(change).collect(ImmutableList.toImmutableList());
  }

  private static boolean same(List<CelExpr> some, List<CelExpr> others) {
    for (int i = 0; i < some.size(); i++) {
      if (some.get(i) != others.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** A call of a function that is no method. */
  static CelExpr wrapped(String function, CelExpr argument) {
    return CelExpr.ofCall(0, Optional.empty(), function, ImmutableList.of(argument));
  }
}
