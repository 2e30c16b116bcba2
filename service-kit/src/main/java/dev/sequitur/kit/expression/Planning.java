package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelErrorCode;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.ast.CelReference;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.values.ErrorValue;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What is changed of a checked tree before the run time takes it, because the run time would
 * otherwise not do as the language says.
 *
 * <p>An overload that the checker chose for the result of another call may be a guess: {@code
 * data['x'] > 0} would take integers alone. It is left to the run time, by the values' own types.
 *
 * <p>A conjunction or loop that cannot be told hands its error on as a value, which {@code !} would
 * not understand and {@code ==} would compare. It is thrown where it would leave the logic.
 *
 * <p>Of several errors in a conjunction or disjunction the first counts, however it is grouped. The
 * run time would prefer a value that is no truth value to an error before it.
 */
final class Planning {

  private static final String TOLD = "@told";
  private static final String TRUTH = "@truth";

  private static final Set<String> CHAINS = Set.of("_&&_", "_||_");

  private static final IllegalArgumentException NO_TRUTH =
      new IllegalArgumentException("neither true nor false");

  private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "@not_strictly_false");

  private final Map<Long, CelReference> references;
  private final Map<Long, CelType> types;

  private Planning(CelAbstractSyntaxTree ast) {
    this.references = new HashMap<>(ast.getReferenceMap());
    this.types = ast.getTypeMap();
  }

  static CelAbstractSyntaxTree of(CelAbstractSyntaxTree ast) {
    var planning = new Planning(ast);
    var tree = planning.strict(ast.getExpr());
    boolean unchanged =
        tree == ast.getExpr() && planning.references.size() == ast.getReferenceMap().size();
    return unchanged
        ? ast
        : CelAbstractSyntaxTree.newCheckedAst(
            tree, ast.getSource(), planning.references, ast.getTypeMap());
  }

  static Map<String, CelFunctionBinding> bindings() {
    return Map.of(
        TOLD, CelFunctionBinding.from("told", Object.class, Planning::told),
        TRUTH, CelFunctionBinding.from("truth", Object.class, Planning::truth));
  }

  private CelExpr strict(CelExpr node) {
    boolean handsOn = handsErrorsOn(node);
    if (node.getKind() == Kind.CALL && !handsOn) {
      leaveToValues(node);
    }
    return Rewriting.children(
        node,
        child -> {
          var inner = strict(child);
          if (handsErrorsOn(child)) {
            return handsOn ? inner : Rewriting.wrapped(TOLD, inner);
          }
          return isChain(node) && !isTruth(child) ? Rewriting.wrapped(TRUTH, inner) : inner;
        });
  }

  private static boolean isChain(CelExpr node) {
    return node.getKind() == Kind.CALL && CHAINS.contains(node.call().function());
  }

  private boolean isTruth(CelExpr node) {
    return SimpleType.BOOL.equals(types.get(node.id()));
  }

  private static boolean handsErrorsOn(CelExpr node) {
    return node.getKind() == Kind.COMPREHENSION
        || (node.getKind() == Kind.CALL && LOGIC.contains(node.call().function()));
  }

  private void leaveToValues(CelExpr node) {
    var call = node.call();
    boolean computed =
        call.target().filter(Planning::isComputed).isPresent()
            || call.args().stream().anyMatch(Planning::isComputed);
    var chosen = references.get(node.id());
    if (computed && chosen != null && chosen.overloadIds().size() == 1) {
      references.remove(node.id());
    }
  }

  private static boolean isComputed(CelExpr node) {
    return node.getKind() == Kind.CALL || node.getKind() == Kind.COMPREHENSION;
  }

  private static Object truth(Object value) {
    if (value instanceof Boolean) {
      return value;
    }
    Allowance.spend(FieldMissing.UNITS);
    throw new Untold(NO_TRUTH, CelErrorCode.OVERLOAD_NOT_FOUND);
  }

  private static Object told(Object value) {
    if (!(value instanceof ErrorValue error)) {
      return value;
    }
    throw switch (error.value()) {
      case RuntimeException e -> e;
      case CelEvaluationException e -> new Untold(e, e.getErrorCode());
      default -> new Untold(error.value(), CelErrorCode.INTERNAL_ERROR);
    };
  }

  /** An error that was a value for a while. */
  private static final class Untold extends CelRuntimeException {

    private static final long serialVersionUID = 1L;

    Untold(Throwable cause, CelErrorCode code) {
      super(cause, code);
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }
}
