package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.expression.Syntax;
import dev.sequitur.kit.problem.Violation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a leaf {@code {field, op, value}}. */
final class ComparisonReader {

  private final List<Violation> errors;

  ComparisonReader(List<Violation> errors) {
    this.errors = errors;
  }

  /** Null if something is wrong; then it is noted. */
  @Nullable ConditionTree read(Map<?, ?> node, String pointer) {
    int before = errors.size();
    var path = path(node.get("field"), pointer + "/field");
    var operator = operator(node.get("op"), pointer + "/op");
    var value = operator == null ? null : value(node, operator, pointer + "/value");
    if (path == null || operator == null || errors.size() > before) {
      return null;
    }
    return switch (operator) {
      case EXISTS -> exists(path, pointer + "/field");
      case MISSING -> {
        var exists = exists(path, pointer + "/field");
        yield exists == null ? null : Normal.not(exists);
      }
      default -> new Comparison(Syntax.write(path), operator, value);
    };
  }

  private @Nullable CelExpr path(@Nullable Object value, String pointer) {
    var path = value instanceof String text ? Paths.parse(text) : Optional.<CelExpr>empty();
    if (path.isEmpty()) {
      wrong(
          pointer,
          ConditionProblem.CONDITION_FIELD_INVALID,
          "a path such as data.customer.tier, data.items[0].sku or data[\"unit-price\"]");
    }
    return path.orElse(null);
  }

  private @Nullable Operator operator(@Nullable Object value, String pointer) {
    var operator = value instanceof String word ? Operator.of(word).orElse(null) : null;
    if (operator == null) {
      wrong(
          pointer, ConditionProblem.CONDITION_OPERATOR_UNKNOWN, "known here: " + Operator.words());
    }
    return operator;
  }

  private @Nullable Object value(Map<?, ?> node, Operator operator, String pointer) {
    boolean given = node.containsKey("value");
    boolean wanted = operator.takes() != Operator.Takes.NOTHING;
    try {
      var value = Values.canonical(node.get("value"));
      if (given == wanted && Values.fits(operator, value)) {
        return value;
      }
      wrong(
          pointer,
          ConditionProblem.CONDITION_VALUE_INVALID,
          operator.word() + " takes " + operator.takes().words());
    } catch (Values.NoLiteral e) {
      wrong(pointer, ConditionProblem.CONDITION_VALUE_INVALID, String.valueOf(e.getMessage()));
    }
    return null;
  }

  /** A name that cannot follow a dot is asked for in the object that it is a name of. */
  private @Nullable ConditionTree exists(CelExpr path, String pointer) {
    var selecting = Paths.selecting(path);
    if (selecting.isPresent()) {
      return new Comparison(Syntax.write(selecting.get()), Operator.EXISTS, null);
    }
    var element = Nodes.arguments(path, "_[_]", 2);
    var name = element == null ? null : Nodes.constantText(element.get(1));
    if (element == null || name == null) {
      wrong(
          pointer,
          ConditionProblem.CONDITION_FIELD_INVALID,
          "a path that ends in a name is expected here");
      return null;
    }
    return new Comparison(Syntax.write(element.get(0)), Operator.INCLUDES, name);
  }

  private void wrong(String pointer, ConditionProblem problem, String detail) {
    errors.add(new Violation(pointer, problem.name(), detail));
  }
}
