package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.cel.runtime.CelStandardFunctions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

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

  /** No standard functions of the run time's own: {@link Functions} has them all. */
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.plannerRuntimeBuilder()
          .setOptions(OPTIONS)
          .setStandardFunctions(
              CelStandardFunctions.newBuilder().filterFunctions((_, _) -> false).build())
          .addFunctionBindings(Functions.bindings())
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
            .addFunctionDeclarations(Loops.declarations());
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

  private Compilation accepted(String text, CelAbstractSyntaxTree ast, boolean condition)
      throws CelEvaluationException {
    List<ExpressionProblem> problems = Inspection.of(ast);
    if (!problems.isEmpty()) {
      return new Compilation.Rejected(problems);
    }
    CelKind kind = ast.getResultType().kind();
    if (condition && kind != CelKind.BOOL && kind != CelKind.DYN && kind != CelKind.ANY) {
      return rejected(
          ExpressionCode.EXPRESSION_NOT_BOOLEAN, "a condition must be either true or false");
    }
    return new Compilation.Compiled(
        new Expression(
            text,
            scope,
            FieldPaths.of(ast.getExpr(), scope.variables().keySet()),
            RUNTIME.createProgram(ast)));
  }

  private static Compilation rejected(ExpressionCode code, String detail) {
    return new Compilation.Rejected(List.of(ExpressionProblem.whole(code, detail)));
  }

  private static Compilation rejected(CelValidationResult result, ExpressionCode code) {
    return new Compilation.Rejected(
        result.getErrors().stream().map(issue -> problem(issue, code)).toList());
  }

  private static ExpressionProblem problem(CelIssue issue, ExpressionCode code) {
    var at = issue.getSourceLocation();
    return ExpressionProblem.of(
        code, issue.getMessage(), Math.max(1, at.getLine()), Math.max(1, at.getColumn() + 1));
  }
}
