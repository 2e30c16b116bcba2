package dev.sequitur.rule.template.domain;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Rewriting;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the places of parameters. A place is an object {@code {parameter: name}}, for
 * which the value stands, or {@code parameters.name} in the text of a {@code {cel: …}}: there the
 * text is parsed first, and the value becomes a constant of its syntax tree (a field becomes a
 * path). So that no value is ever read as code, whatever is in it.
 */
final class Substitution {

  private static final String PLACE = "parameter";
  private static final String PLACES = "parameters";

  private final Map<String, Parameter> parameters;
  private final Map<String, Object> values;

  Substitution(Map<String, Parameter> parameters, Map<String, Object> values) {
    this.parameters = parameters;
    this.values = values;
  }

  Map<String, @Nullable Object> spec(Map<String, @Nullable Object> spec) {
    var made = new LinkedHashMap<String, @Nullable Object>();
    spec.forEach((name, part) -> made.put(name, put(part, name.equals("then"))));
    return made;
  }

  /**
   * One part of it.
   *
   * @param rendered whether <code>${…}</code> is an expression where it stands
   */
  private @Nullable Object put(@Nullable Object part, boolean rendered) {
    return switch (part) {
      case Map<?, ?> members when isPlace(members) ->
          value(String.valueOf(members.get(PLACE)), rendered);
      case Map<?, ?> members when members.size() == 1 && members.get("cel") instanceof String cel ->
          Map.of("cel", cel(cel));
      case Map<?, ?> members -> {
        var made = new LinkedHashMap<String, @Nullable Object>();
        members.forEach((name, member) -> made.put(String.valueOf(name), put(member, rendered)));
        yield made;
      }
      case List<?> elements -> {
        var made = new ArrayList<@Nullable Object>();
        elements.forEach(element -> made.add(put(element, rendered)));
        yield made;
      }
      case null, default -> part;
    };
  }

  private static boolean isPlace(Map<?, ?> members) {
    return members.size() == 1 && members.get(PLACE) instanceof String;
  }

  private Object value(String name, boolean rendered) {
    var value = Objects.requireNonNull(values.get(name), name);
    var type = Objects.requireNonNull(parameters.get(name), name).type();
    return rendered && type != ParameterType.MESSAGE ? literal(value) : value;
  }

  /** A text that is shown as it is, where expressions would be evaluated. */
  private static Object literal(Object value) {
    return switch (value) {
      case String text -> text.replace("${", "$${");
      case List<?> elements -> elements.stream().map(Substitution::literal).toList();
      default -> value;
    };
  }

  private String cel(String text) {
    return Syntax.of(text) instanceof Syntax.Parsed(var tree, _)
        ? Syntax.write(constants(tree))
        : text;
  }

  private CelExpr constants(CelExpr node) {
    var name = place(node);
    return name == null
        ? Rewriting.children(node, this::constants)
        : node(Objects.requireNonNull(parameters.get(name), name), name);
  }

  private static @Nullable String place(CelExpr node) {
    return node.getKind() == Kind.SELECT
            && node.select().operand().getKind() == Kind.IDENT
            && node.select().operand().ident().name().equals(PLACES)
        ? node.select().field()
        : null;
  }

  private CelExpr node(Parameter parameter, String name) {
    var value = Objects.requireNonNull(values.get(name), name);
    return parameter.type() == ParameterType.FIELD ? path((String) value) : constant(value);
  }

  /** Of a text that was checked to be a path of plain names. */
  private static CelExpr path(String path) {
    return Syntax.of(path) instanceof Syntax.Parsed(var tree, _) ? tree : constant(path);
  }

  private static CelExpr constant(Object value) {
    return switch (value) {
      case Boolean truth -> CelExpr.ofConstant(0, CelConstant.ofValue(truth));
      case Double number -> CelExpr.ofConstant(0, CelConstant.ofValue(number));
      case Number number -> CelExpr.ofConstant(0, CelConstant.ofValue(number.longValue()));
      case List<?> elements ->
          CelExpr.ofList(
              0,
              elements.stream()
                  .map(Objects::requireNonNull)
                  .map(Substitution::constant)
                  .collect(ImmutableList.toImmutableList()),
              ImmutableList.of());
      default -> CelExpr.ofConstant(0, CelConstant.ofValue(String.valueOf(value)));
    };
  }
}
