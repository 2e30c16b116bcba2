package dev.sequitur.rule.eventtype.domain;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.sequitur.kit.expression.ExpressionProblem;
import dev.sequitur.kit.expression.Scope.Type;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds an expression against the shape of {@code data}: works out from the leaves up what each
 * part may be, and notes what cannot be right for any value that fits. What it does not know may be
 * anything and is never wrong.
 */
public final class TypeCheck {

  private static final Set<String> OF_ELEMENTS = Set.of("first", "last", "min", "max");

  private final VariableShapes variables;
  private final Syntax.Parsed source;
  private final List<ExpressionProblem> problems = new ArrayList<>();

  private TypeCheck(Shape data, Syntax.Parsed source) {
    this.variables = new VariableShapes(data);
    this.source = source;
  }

  /** All that is wrong, in the order of the text; nothing for a text that is no expression. */
  public static List<ExpressionProblem> problems(String text, Shape data) {
    if (!(Syntax.of(text) instanceof Syntax.Parsed parsed)) {
      return List.of();
    }
    var check = new TypeCheck(data, parsed);
    check.shape(parsed.tree());
    return check.problems;
  }

  private Shape shape(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT -> Constants.shape(node.constant());
      case IDENT -> variables.of(node.ident().name());
      case SELECT -> member(shape(node.select().operand()), node.select().field(), node);
      case CALL -> call(node, node.call());
      case LIST -> list(node.list().elements());
      case MAP -> {
        node.map().entries().forEach(entry -> shape(entry.value()));
        yield Shape.of(Type.MAP);
      }
      default -> Shape.ANY;
    };
  }

  private Shape list(List<CelExpr> elements) {
    return Shape.list(elements.stream().map(this::shape).reduce(Shape::or).orElse(Shape.ANY));
  }

  private Shape member(Shape of, String name, CelExpr node) {
    if (of.isUnknown()) {
      return Shape.ANY;
    }
    if (!of.types().contains(Type.MAP)) {
      add(TypeCode.EVENT_TYPE_MISMATCH, "there is no field in " + of.inWords(), node);
      return Shape.ANY;
    }
    var member = of.members().get(name);
    if (member == null && of.others() == null) {
      add(
          TypeCode.EVENT_FIELD_UNKNOWN,
          "there is no field " + name + Likeness.suggestion(name, of.members().keySet()),
          node);
    }
    return member != null ? member : of.others() == null ? Shape.ANY : of.others();
  }

  private Shape call(CelExpr node, CelCall call) {
    if (call.target().isPresent() && Calls.isLoop(call)) {
      return loop(call, call.target().get(), node);
    }
    return switch (call.function()) {
      case "has" -> {
        call.args().forEach(this::shape);
        yield Shape.of(Type.BOOL);
      }
      case "condition" -> Shape.of(Type.BOOL);
      case "_==_", "_!=_", "@in" -> compared(node, call.function(), call.args());
      case "_[_]" -> indexed(node, call.args());
      case "_?_:_" -> {
        shape(call.args().get(0));
        yield shape(call.args().get(1)).or(shape(call.args().get(2)));
      }
      default -> plain(node, call);
    };
  }

  private Shape loop(CelCall call, CelExpr range, CelExpr node) {
    var over = shape(range);
    if (!over.isUnknown() && !over.may(Type.LIST) && !over.may(Type.MAP)) {
      add(TypeCode.EVENT_TYPE_MISMATCH, over.inWords() + " has no elements", node);
      return Shape.ANY;
    }
    boolean certain = !over.isUnknown() && !over.may(Type.MAP);
    var name = call.args().getFirst().ident().name();
    variables.enter(name, certain ? over.elementsOrAny() : Shape.ANY);
    var last = Shape.ANY;
    for (var argument : call.args().subList(1, call.args().size())) {
      last = shape(argument);
    }
    variables.leave();
    return switch (call.function()) {
      case "map" -> Shape.list(last);
      case "filter" -> certain ? over : Shape.of(Type.LIST);
      default -> Shape.of(Type.BOOL);
    };
  }

  private Shape compared(CelExpr node, String function, List<CelExpr> sides) {
    var left = shape(sides.get(0));
    var right = shape(sides.get(1));
    var comparison = new Comparisons.Comparison(left, right, sides.get(0), sides.get(1));
    var finding =
        function.equals("@in")
            ? Comparisons.contained(node, comparison)
            : Comparisons.equal(node, comparison);
    if (finding != null) {
      add(finding.code(), finding.detail(), finding.node());
    }
    return Shape.of(Type.BOOL);
  }

  private Shape indexed(CelExpr node, List<CelExpr> sides) {
    var of = shape(sides.get(0));
    var key = shape(sides.get(1));
    if (key.words() != null && of.types().contains(Type.MAP)) {
      return member(of, key.words().getFirst(), node);
    }
    if (of.types().equals(Set.of(Type.LIST)) && key.may(Type.INT)) {
      return of.elementsOrAny();
    }
    return result(node, "_[_]", null, List.of(of, key));
  }

  private Shape plain(CelExpr node, CelCall call) {
    var target = call.target().map(this::shape).orElse(null);
    var arguments = call.args().stream().map(this::shape).toList();
    if (target != null
        && OF_ELEMENTS.contains(call.function())
        && target.types().equals(Set.of(Type.LIST))) {
      return target.elementsOrAny();
    }
    return result(node, call.function(), target, arguments);
  }

  private Shape result(
      CelExpr node, String function, @Nullable Shape target, List<Shape> arguments) {
    var result = Calls.result(function, target, arguments);
    if (result != null) {
      return result;
    }
    var all = Stream.concat(Stream.ofNullable(target), arguments.stream()).toList();
    add(
        TypeCode.EVENT_TYPE_MISMATCH,
        Calls.word(function)
            + " is not defined for "
            + String.join(" and ", all.stream().map(Shape::inWords).toList())
            + (all.size() == 2 ? Comparisons.hint(all.get(0), all.get(1)) : ""),
        node);
    return Shape.ANY;
  }

  private void add(TypeCode code, String detail, CelExpr node) {
    problems.add(source.problem(code.name(), detail, node));
  }
}
