package dev.sequitur.kit.expression;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Which paths an expression reads, found in its tree. */
final class FieldPaths {

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private final Set<String> variables;
  private final Deque<String> hidden = new ArrayDeque<>();
  private final SortedSet<String> paths = new TreeSet<>();

  private FieldPaths(Set<String> variables) {
    this.variables = variables;
  }

  static SortedSet<String> of(CelExpr tree, Set<String> variables) {
    var found = new FieldPaths(variables);
    found.visit(tree);
    return Collections.unmodifiableSortedSet(found.paths);
  }

  /** The path that a node reads, outside of loops; empty if it does anything else. */
  static Optional<String> path(CelExpr node, Set<String> variables) {
    return new FieldPaths(variables).path(node);
  }

  private void visit(CelExpr node) {
    Optional<String> path = path(node);
    if (path.isPresent()) {
      paths.add(path.get());
      return;
    }
    switch (node.getKind()) {
      case SELECT -> visit(node.select().operand());
      case CALL -> {
        node.call().target().ifPresent(this::visit);
        node.call().args().forEach(this::visit);
      }
      case LIST -> node.list().elements().forEach(this::visit);
      case MAP ->
          node.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case COMPREHENSION -> visitLoop(node.comprehension());
      default -> {}
    }
  }

  /** A loop's own variables hide those of the scope while its body is looked at. */
  private void visitLoop(CelComprehension loop) {
    visit(loop.iterRange());
    visit(loop.accuInit());
    hidden.push(loop.iterVar());
    hidden.push(loop.iterVar2());
    visit(loop.loopCondition());
    visit(loop.loopStep());
    hidden.pop();
    hidden.pop();
    visit(loop.result());
  }

  private Optional<String> path(CelExpr node) {
    return switch (node.getKind()) {
      case IDENT -> variable(node.ident().name());
      case SELECT ->
          path(node.select().operand()).map(parent -> parent + member(node.select().field()));
      case CALL -> key(node.call());
      default -> Optional.empty();
    };
  }

  private Optional<String> variable(String name) {
    String plain = name.startsWith(".") ? name.substring(1) : name;
    boolean known = variables.contains(plain) && (name.startsWith(".") || !hidden.contains(plain));
    return known ? Optional.of(plain) : Optional.empty();
  }

  /** {@code data['amount']} is the same path as {@code data.amount}. */
  private Optional<String> key(CelCall call) {
    if (!call.function().equals("_[_]")) {
      return Optional.empty();
    }
    CelExpr key = call.args().get(1);
    boolean constant =
        key.getKind() == Kind.CONSTANT && key.constant().getKind() == CelConstant.Kind.STRING_VALUE;
    return constant
        ? path(call.args().get(0)).map(parent -> parent + member(key.constant().stringValue()))
        : Optional.empty();
  }

  private static String member(String name) {
    return NAME.matcher(name).matches()
        ? "." + name
        : "['" + name.replace("\\", "\\\\").replace("'", "\\'") + "']";
  }
}
