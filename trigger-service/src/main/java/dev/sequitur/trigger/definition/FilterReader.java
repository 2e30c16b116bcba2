package dev.sequitur.trigger.definition;

import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the condition under which something becomes an event: a text, or a tree. */
final class FilterReader {

  private static final String FILTER = "filter";

  private FilterReader() {}

  /** Null if there is none, or if it is wrong, which it then says. */
  static @Nullable Expression read(Fields spec, Scope scope) {
    var text =
        spec.value(FILTER) instanceof Map<?, ?> tree
            ? text(spec, tree, scope)
            : spec.optionalText(FILTER);
    return text == null ? null : compiled(spec, text, scope);
  }

  private static @Nullable String text(Fields spec, Map<?, ?> tree, Scope scope) {
    return switch (Conversion.ofTree(tree, scope, spec.at(FILTER))) {
      case Conversion.Converted converted -> converted.cel();
      case Conversion.Rejected(var errors) -> {
        errors.forEach(spec::error);
        yield null;
      }
    };
  }

  private static @Nullable Expression compiled(Fields spec, String text, Scope scope) {
    return switch (Expressions.compileCondition(text, scope)) {
      case Compilation.Compiled(Expression expression) -> expression;
      case Compilation.Rejected(var problems) -> {
        problems.forEach(
            problem ->
                spec.error(
                    FILTER,
                    problem.code(),
                    problem.detail() + Positions.of(problem.line(), problem.column())));
        yield null;
      }
    };
  }
}
