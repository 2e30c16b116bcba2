package dev.sequitur.kit.expression;

import static dev.cel.runtime.CelFunctionBinding.from;

import com.google.common.collect.ImmutableList;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.TypeParamType;
import dev.cel.parser.CelMacro;
import dev.cel.parser.CelMacroExprFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelFunctionBinding;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The macros {@code map} and {@code filter}, with the language's meaning but a cost of one step for
 * each element.
 *
 * <p>The language's own make the result by appending lists of one element, and the run time copies
 * the list so far, and all that it holds, at every step: a loop over a few thousand elements takes
 * seconds, and lists that share their elements take time without bound. Here the elements are
 * collected in a value that is opaque to the run time. The names of the functions begin with @,
 * which no user's text can.
 */
final class Loops {

  private static final CelType ELEMENT = TypeParamType.create("A");
  private static final CelType LIST = ListType.create(ELEMENT);

  private Loops() {}

  static List<CelMacro> macros() {
    return List.of(
        CelStandardMacro.HAS.getDefinition(),
        CelStandardMacro.ALL.getDefinition(),
        CelStandardMacro.EXISTS.getDefinition(),
        CelStandardMacro.EXISTS_ONE.getDefinition(),
        CelStandardMacro.EXISTS_ONE_NEW.getDefinition(),
        CelMacro.newReceiverMacro("map", 2, (f, range, a) -> map(f, range, a)),
        CelMacro.newReceiverMacro("map", 3, (f, range, a) -> mapFiltered(f, range, a)),
        CelMacro.newReceiverMacro("filter", 2, (f, range, a) -> filter(f, range, a)));
  }

  static List<CelFunctionDecl> declarations() {
    return List.of(
        CelFunctionDecl.newFunctionDeclaration(
            "@collect", CelOverloadDecl.newGlobalOverload("collect", LIST, List.of())),
        CelFunctionDecl.newFunctionDeclaration(
            "@append", CelOverloadDecl.newGlobalOverload("append", LIST, LIST, ELEMENT)),
        CelFunctionDecl.newFunctionDeclaration(
            "@collected", CelOverloadDecl.newGlobalOverload("collected", LIST, LIST)));
  }

  static Map<String, CelFunctionBinding> bindings() {
    return Map.of(
        "@collect",
        from("collect", List.of(), _ -> new Collector()),
        "@append",
        from("append", Collector.class, Object.class, Collector::append),
        "@collected",
        from("collected", Collector.class, Collector::list));
  }

  private static Optional<CelExpr> map(
      CelMacroExprFactory make, CelExpr range, ImmutableList<CelExpr> arguments) {
    return loop(make, range, arguments.get(0), append(make, arguments.get(1)));
  }

  private static Optional<CelExpr> mapFiltered(
      CelMacroExprFactory make, CelExpr range, ImmutableList<CelExpr> arguments) {
    CelExpr step = onlyIf(make, arguments.get(1), append(make, arguments.get(2)));
    return loop(make, range, arguments.get(0), step);
  }

  private static Optional<CelExpr> filter(
      CelMacroExprFactory make, CelExpr range, ImmutableList<CelExpr> arguments) {
    CelExpr element = arguments.get(0);
    if (element.getKind() != Kind.IDENT) {
      return loop(make, range, element, element);
    }
    CelExpr itself = make.newIdentifier(element.ident().name());
    return loop(make, range, element, onlyIf(make, arguments.get(1), append(make, itself)));
  }

  private static CelExpr append(CelMacroExprFactory make, CelExpr element) {
    return make.newGlobalCall("@append", collector(make), element);
  }

  private static CelExpr onlyIf(CelMacroExprFactory make, CelExpr condition, CelExpr step) {
    return make.newGlobalCall("_?_:_", condition, step, collector(make));
  }

  private static CelExpr collector(CelMacroExprFactory make) {
    return make.newIdentifier(make.getAccumulatorVarName());
  }

  private static Optional<CelExpr> loop(
      CelMacroExprFactory make, CelExpr range, CelExpr variable, CelExpr step) {
    if (variable.getKind() != Kind.IDENT) {
      return Optional.of(make.reportError("the first argument names the variable of the loop"));
    }
    return Optional.of(
        make.fold(
            variable.ident().name(),
            range,
            make.getAccumulatorVarName(),
            make.newGlobalCall("@collect"),
            make.newBoolLiteral(true),
            step,
            make.newGlobalCall("@collected", collector(make))));
  }
}
