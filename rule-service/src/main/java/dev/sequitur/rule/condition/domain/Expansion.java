package dev.sequitur.rule.condition.domain;

import dev.cel.common.ast.CelExpr;
import dev.sequitur.kit.expression.Rewriting;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Puts named conditions in the places where they are named, those that they name included. Works on
 * syntax trees, so that each stays a group of its own. One expansion is for one book and thread.
 */
public final class Expansion {

  /** How many conditions may be reached one through the other. */
  public static final int DEPTH_LIMIT = 5;

  /** How many nodes it may become: more is no expression anyway. */
  static final int NODES_LIMIT = 1_000;

  /** What became of a condition. */
  public sealed interface Result {}

  /** It stands for itself: no name is left in it. */
  public record Expanded(String cel) implements Result {}

  /**
   * It cannot stand for itself.
   *
   * @param code of {@link NamedConditionCode}
   */
  public record Failed(NamedConditionCode code, String detail) implements Result {}

  /** A subtree with its size and how many conditions deep it reaches. */
  private record Grown(CelExpr tree, int nodes, int depth) {}

  private final ConditionBook book;
  private final Map<String, Grown> grown = new HashMap<>();
  private final Deque<String> path = new ArrayDeque<>();
  private @Nullable Failed failed;
  private int nodes;
  private int depth;

  private Expansion(ConditionBook book) {
    this.book = book;
  }

  /** Expands what has no name itself. */
  public static Result of(When when, ConditionBook book) {
    return new Expansion(book).result(when);
  }

  /** Expands what is named itself: if it comes back to that name it is a cycle. */
  public static Result of(String name, When when, ConditionBook book) {
    var expansion = new Expansion(book);
    expansion.path.addLast(name);
    return expansion.result(when);
  }

  /**
   * Expands one name alone.
   *
   * @param self what it stands in, if that is named itself
   */
  public static Result ofName(String name, @Nullable String self, ConditionBook book) {
    var expansion = new Expansion(book);
    if (self != null) {
      expansion.path.addLast(self);
    }
    var named = expansion.named(name);
    if (named != null) {
      expansion.count(named.nodes(), named.depth() + 1);
    }
    return expansion.failed != null || named == null
        ? Objects.requireNonNull(expansion.failed)
        : new Expanded(Syntax.write(named.tree()));
  }

  private Result result(When when) {
    var whole = grow(when);
    return failed == null ? new Expanded(Syntax.write(whole.tree())) : failed;
  }

  /** The result means nothing once something has failed. */
  private Grown grow(When when) {
    int nodesAround = nodes;
    int depthAround = depth;
    nodes = 0;
    depth = 0;
    var tree = visit(when.tree());
    var result = new Grown(tree, nodes, depth);
    nodes = nodesAround;
    depth = depthAround;
    return result;
  }

  private CelExpr visit(CelExpr node) {
    if (failed != null) {
      return node;
    }
    var name = References.name(node);
    if (name == null) {
      count(1, 0);
      return Rewriting.children(node, this::visit);
    }
    var named = named(name);
    if (named == null) {
      return node;
    }
    count(named.nodes(), named.depth() + 1);
    return named.tree();
  }

  private void count(int more, int deep) {
    nodes += more;
    depth = Math.max(depth, deep);
    if (nodes > NODES_LIMIT) {
      fail(
          NamedConditionCode.CONDITION_TOO_LARGE,
          "with all named conditions in their places it has more than " + NODES_LIMIT + " parts");
    } else if (depth > DEPTH_LIMIT) {
      fail(
          NamedConditionCode.CONDITION_TOO_DEEP,
          "at most " + DEPTH_LIMIT + " conditions may be reached one through the other");
    }
  }

  private @Nullable Grown named(String name) {
    if (path.contains(name)) {
      fail(NamedConditionCode.CONDITION_CYCLIC, circle(name));
      return null;
    }
    var known = grown.get(name);
    if (known != null) {
      return known;
    }
    var when = book.find(name);
    if (when == null) {
      fail(NamedConditionCode.CONDITION_NOT_FOUND, "there is no published condition " + name);
      return null;
    }
    path.addLast(name);
    var result = grow(when);
    path.removeLast();
    grown.put(name, result);
    return result;
  }

  private String circle(String name) {
    return path.stream().dropWhile(one -> !one.equals(name)).collect(Collectors.joining(" → "))
        + " → "
        + name;
  }

  private void fail(NamedConditionCode code, String detail) {
    if (failed == null) {
      failed = new Failed(code, detail);
    }
  }
}
