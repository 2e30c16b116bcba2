package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.runtime.Program;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A condition in which each field that it reads of one variable is a variable of its own, so that
 * nothing is made and nothing is looked up on the way to it. It says what the condition says, where
 * all these fields are there and are scalars; there alone it may be asked. Immutable, safe for use
 * by many threads.
 */
public final class FlatCondition {

  /** The values of fields, each a scalar. */
  @FunctionalInterface
  public interface Fields {

    /**
     * A field's value.
     *
     * @param place of its path among those that the condition reads of the variable, in their order
     */
    Object at(int place);
  }

  private final String[] paths;
  private final Program program;

  private FlatCondition(String[] paths, Program program) {
    this.paths = paths;
    this.program = program;
  }

  static @Nullable FlatCondition of(Expression condition, String variable) {
    var program = Environment.of(condition.scope()).flattened(condition.text(), variable);
    var paths = condition.fields().stream().filter(path -> isOf(variable, path));
    return program == null ? null : new FlatCondition(paths.toArray(String[]::new), program);
  }

  /**
   * Evaluates it.
   *
   * @param others for what is not read of the variable
   */
  public Verdict condition(Fields fields, Variables others) {
    return Expression.condition(
        program,
        name -> {
          int place = place(name);
          return place < 0
              ? Expression.resolve(others, name)
              : Optional.of(Values.toEvaluator(fields.at(place)));
        });
  }

  /** There are few, and mostly it is the very same text. */
  private int place(String name) {
    for (int i = 0; i < paths.length; i++) {
      if (paths[i].equals(name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean isOf(String variable, String path) {
    return path.startsWith(variable)
        && (path.length() == variable.length()
            || ".[".indexOf(path.charAt(variable.length())) >= 0);
  }

  /** Puts paths that begin with a variable in the places of what reads them. */
  static final class Flattening {

    private final Set<String> scope;
    private final String variable;
    private final Map<Long, CelReference> references;
    private boolean isHidden;

    private Flattening(CelAbstractSyntaxTree ast, Set<String> scope, String variable) {
      this.scope = scope;
      this.variable = variable;
      this.references = new HashMap<>(ast.getReferenceMap());
    }

    /** Null where a loop has a variable of the same name. */
    static @Nullable CelAbstractSyntaxTree of(
        CelAbstractSyntaxTree ast, Set<String> scope, String variable) {
      var flattening = new Flattening(ast, scope, variable);
      var tree = flattening.flat(ast.getExpr());
      return flattening.isHidden
          ? null
          : CelAbstractSyntaxTree.newCheckedAst(
              tree, ast.getSource(), flattening.references, ast.getTypeMap());
    }

    private CelExpr flat(CelExpr node) {
      var path = FieldPaths.path(node, scope).filter(found -> isOf(variable, found)).orElse(null);
      if (path != null) {
        return replaced(node, path);
      }
      if (node.getKind() == Kind.COMPREHENSION) {
        var loop = node.comprehension();
        isHidden |= scope.contains(loop.iterVar()) || scope.contains(loop.iterVar2());
      }
      return Rewriting.children(node, this::flat);
    }

    private CelExpr replaced(CelExpr node, String path) {
      if (node.getKind() == Kind.SELECT && node.select().testOnly()) {
        // It is asked only where the field is there.
        return CelExpr.ofConstant(node.id(), CelConstant.ofValue(true));
      }
      references.put(node.id(), CelReference.newBuilder().setName(path).build());
      return CelExpr.ofIdent(node.id(), path);
    }
  }
}
