package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelParser;
import dev.cel.parser.CelParserFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import dev.cel.runtime.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A scope's compiler, and the run time that all scopes share. */
final class Environment {

  static final CelOptions OPTIONS =
      CelOptions.current()
          .enableHeterogeneousNumericComparisons(true)
          .maxExpressionCodePointSize(Expressions.TEXT_LIMIT)
          .maxParseRecursionDepth(100)
          .maxParseErrorRecoveryLimit(5)
          .comprehensionMaxIterations(10_000)
          .enableHiddenAccumulatorVar(true)
          .build();

  static final CelParser WITHOUT_MACROS =
      CelParserFactory.standardCelParserBuilder().setOptions(OPTIONS).build();

  /** What this product adds to the language. Made before the run time, which takes it. */
  private static final FunctionSet ADDED = FunctionSet.all();

  /** No standard functions of the run time's own: {@link Functions} has them all. */
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder().filterFunctions((_, _) -> false).build())
          .addFunctionBindings(Functions.bindings(ADDED))
          .build();

  // Scopes are written by programmers, not by users: there are a handful of them.
  private static final Map<Scope, Environment> BY_SCOPE = new ConcurrentHashMap<>();

  private final Scope scope;
  private final CelCompiler compiler;

  private Environment(Scope scope) {
    this.scope = scope;
    var builder =
        CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .setStandardMacros()
            .addMacros(Loops.macros())
            .addLibraries(CelExtensions.strings(), CelExtensions.math())
            .addFunctionDeclarations(Numbers.declarations())
            .addFunctionDeclarations(Loops.declarations())
            .addFunctionDeclarations(ADDED.declarations())
            .addFunctionDeclarations(Containment.declaration(), NamedConditions.declaration());
    scope.variables().forEach((name, type) -> builder.addVar(name, type.celType));
    this.compiler = builder.build();
  }

  static Environment of(Scope scope) {
    return BY_SCOPE.computeIfAbsent(scope, Environment::new);
  }

  Compilation compile(String text, boolean condition) {
    try {
      CelValidationResult parsed = compiler.parse(text);
      if (parsed.hasError()) {
        return rejected(parsed, ExpressionCode.EXPRESSION_SYNTAX);
      }
      CelValidationResult checked = compiler.check(parsed.getAst());
      return checked.hasError()
          ? rejected(checked, ExpressionCode.EXPRESSION_TYPE)
          : accepted(text, checked.getAst(), condition);
    } catch (CelValidationException | CelEvaluationException | RuntimeException e) {
      return rejected(ExpressionCode.EXPRESSION_SYNTAX, "the expression cannot be compiled");
    } catch (StackOverflowError e) {
      return rejected(ExpressionCode.EXPRESSION_TOO_LARGE, "the expression is nested too deeply");
    }
  }

  /** All that is wrong with a condition that may name others; empty if nothing is. */
  List<ExpressionProblem> check(String text) {
    try {
      CelValidationResult parsed = compiler.parse(text);
      if (parsed.hasError()) {
        return problems(parsed, ExpressionCode.EXPRESSION_SYNTAX);
      }
      CelValidationResult checked = compiler.check(parsed.getAst());
      if (checked.hasError()) {
        return problems(checked, ExpressionCode.EXPRESSION_TYPE);
      }
      var problems = new ArrayList<>(inspected(checked.getAst(), true));
      problems.addAll(NamedConditions.misplaced(checked.getAst(), scope.variables().keySet()));
      return problems;
    } catch (CelValidationException | RuntimeException e) {
      return List.of(
          ExpressionProblem.whole(
              ExpressionCode.EXPRESSION_SYNTAX, "the expression cannot be compiled"));
    } catch (StackOverflowError e) {
      return List.of(
          ExpressionProblem.whole(
              ExpressionCode.EXPRESSION_TOO_LARGE, "the expression is nested too deeply"));
    }
  }

  /** The type that a text gives; null if it is none that the checker accepts. */
  @Nullable CelType resultType(String text) {
    try {
      var checked = compiler.compile(text);
      return checked.hasError() ? null : checked.getAst().getResultType();
    } catch (CelValidationException e) {
      return null;
    }
  }

  /** A condition that compiles, its fields of a variable flattened; null if that cannot be. */
  @Nullable Program flattened(String text, String variable) {
    try {
      var planned = Planning.of(compiler.compile(text).getAst());
      var flat = FlatCondition.Flattening.of(planned, scope.variables().keySet(), variable);
      return flat == null ? null : RUNTIME.createProgram(flat);
    } catch (CelValidationException | CelEvaluationException | RuntimeException e) {
      return null;
    }
  }

  private static List<ExpressionProblem> inspected(CelAbstractSyntaxTree ast, boolean condition) {
    List<ExpressionProblem> problems = Inspection.of(ast);
    CelKind kind = ast.getResultType().kind();
    if (problems.isEmpty()
        && condition
        && kind != CelKind.BOOL
        && kind != CelKind.DYN
        && kind != CelKind.ANY) {
      return List.of(
          ExpressionProblem.whole(
              ExpressionCode.EXPRESSION_NOT_BOOLEAN, "a condition must be either true or false"));
    }
    return problems;
  }

  private Compilation accepted(String text, CelAbstractSyntaxTree ast, boolean condition)
      throws CelEvaluationException {
    var problems = new ArrayList<>(inspected(ast, condition));
    problems.addAll(NamedConditions.unresolved(ast));
    if (!problems.isEmpty()) {
      return new Compilation.Rejected(problems);
    }
    return new Compilation.Compiled(
        new Expression(
            text,
            scope,
            FieldPaths.of(ast.getExpr(), scope.variables().keySet()),
            PlainPath.of(ast.getExpr(), scope.variables().keySet()),
            RUNTIME.createProgram(Planning.of(ast))));
  }

  private static Compilation rejected(ExpressionCode code, String detail) {
    return new Compilation.Rejected(List.of(ExpressionProblem.whole(code, detail)));
  }

  private static Compilation rejected(CelValidationResult result, ExpressionCode code) {
    return new Compilation.Rejected(problems(result, code));
  }

  static List<ExpressionProblem> problems(CelValidationResult result, ExpressionCode code) {
    return result.getErrors().stream().map(issue -> problem(issue, code)).toList();
  }

  /** A problem with one node of a tree; with the whole where it is not known where that stands. */
  static ExpressionProblem located(
      CelAbstractSyntaxTree ast, String code, String detail, CelExpr node) {
    Integer offset = ast.getSource().getPositionsMap().get(node.id());
    return ast.getSource()
        .getOffsetLocation(offset == null ? 0 : offset)
        .map(at -> new ExpressionProblem(code, detail, at.getLine(), at.getColumn() + 1))
        .orElseGet(() -> new ExpressionProblem(code, detail, 1, 1));
  }

  private static ExpressionProblem problem(CelIssue issue, ExpressionCode code) {
    var at = issue.getSourceLocation();
    return ExpressionProblem.of(
        code, issue.getMessage(), Math.max(1, at.getLine()), Math.max(1, at.getColumn() + 1));
  }
}
