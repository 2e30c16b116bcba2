package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes a template of a tree, and collects all that is wrong with it on the way. */
final class TemplateCompiler {

  private static final int NODES = 10_000;
  private static final int EXPRESSIONS = 200;

  private final Scope scope;
  private final List<TemplateProblem> problems = new ArrayList<>();
  private final TreeSet<String> fields = new TreeSet<>();
  private int nodes;
  private int expressions;

  private TemplateCompiler(Scope scope) {
    this.scope = scope;
  }

  static TemplateCompilation compile(@Nullable Object tree, Scope scope) {
    var compiler = new TemplateCompiler(scope);
    TemplateNode root = compiler.node("", tree, 0);
    return compiler.problems.isEmpty()
        ? new TemplateCompilation.Compiled(new Template(root, compiler.fields))
        : new TemplateCompilation.Rejected(List.copyOf(compiler.problems));
  }

  private TemplateNode node(String pointer, @Nullable Object value, int depth) {
    if (++nodes > NODES || depth > JsonValues.DEPTH_LIMIT) {
      if (problems.stream().noneMatch(p -> p.detail().startsWith("the template is too"))) {
        problem(
            pointer, ExpressionCode.EXPRESSION_TOO_LARGE, "the template is too large or too deep");
      }
      return new TemplateNode.Constant(pointer, null);
    }
    return switch (value) {
      case String text -> string(pointer, text);
      case Map<?, ?> members when !isSecret(members) -> members(pointer, members, depth);
      case List<?> elements -> elements(pointer, elements, depth);
      case null, default -> constant(pointer, value);
    };
  }

  /** A reference to a secret is resolved where it is used, and is nobody's text before. */
  private static boolean isSecret(Map<?, ?> members) {
    return members.size() == 1 && members.get("secret") instanceof String;
  }

  private static TemplateNode.Constant constant(String pointer, @Nullable Object value) {
    return new TemplateNode.Constant(pointer, value);
  }

  private TemplateNode members(String pointer, Map<?, ?> members, int depth) {
    var nodes = new LinkedHashMap<String, TemplateNode>();
    members.forEach(
        (key, value) -> {
          String name = String.valueOf(key);
          nodes.put(name, node(pointer + "/" + escaped(name), value, depth + 1));
        });
    boolean fixed = nodes.values().stream().allMatch(TemplateNode.Constant.class::isInstance);
    return fixed ? constant(pointer, fixedMembers(nodes)) : new TemplateNode.Members(nodes);
  }

  private TemplateNode elements(String pointer, List<?> elements, int depth) {
    var nodes = new ArrayList<TemplateNode>(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      nodes.add(node(pointer + "/" + i, elements.get(i), depth + 1));
    }
    boolean fixed = nodes.stream().allMatch(TemplateNode.Constant.class::isInstance);
    return fixed ? constant(pointer, fixedElements(nodes)) : new TemplateNode.Elements(nodes);
  }

  private static Object fixedMembers(Map<String, TemplateNode> nodes) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    nodes.forEach((name, node) -> object.put(name, ((TemplateNode.Constant) node).value()));
    return java.util.Collections.unmodifiableMap(object);
  }

  private static Object fixedElements(List<TemplateNode> nodes) {
    var list = new ArrayList<@Nullable Object>(nodes.size());
    nodes.forEach(node -> list.add(((TemplateNode.Constant) node).value()));
    return java.util.Collections.unmodifiableList(list);
  }

  private TemplateNode string(String pointer, String text) {
    var pieces = new ArrayList<Object>();
    for (TemplateText.Piece piece : TemplateText.pieces(text)) {
      switch (piece) {
        case TemplateText.Piece.Literal(String literal) -> pieces.add(literal);
        case TemplateText.Piece.Code(String code) -> code(pointer, code, pieces);
        case TemplateText.Piece.Open _ ->
            problem(pointer, ExpressionCode.EXPRESSION_SYNTAX, "an expression is not closed");
      }
    }
    if (pieces.stream().noneMatch(Expression.class::isInstance)) {
      return constant(pointer, String.join("", pieces.stream().map(String.class::cast).toList()));
    }
    return pieces.size() == 1
        ? new TemplateNode.Single(pointer, (Expression) pieces.getFirst())
        : new TemplateNode.Mixed(pointer, List.copyOf(pieces));
  }

  private void code(String pointer, String code, List<Object> pieces) {
    if (++expressions > EXPRESSIONS) {
      if (expressions == EXPRESSIONS + 1) {
        problem(
            pointer,
            ExpressionCode.EXPRESSION_TOO_LARGE,
            "a template has at most " + EXPRESSIONS + " expressions");
      }
      return;
    }
    switch (Expressions.compile(code, scope)) {
      case Compilation.Compiled(Expression expression) -> {
        fields.addAll(expression.fields());
        pieces.add(expression);
      }
      case Compilation.Rejected(List<ExpressionProblem> found) ->
          found.forEach(
              p ->
                  problems.add(
                      new TemplateProblem(pointer, p.code(), p.detail(), p.line(), p.column())));
    }
  }

  private void problem(String pointer, ExpressionCode code, String detail) {
    problems.add(new TemplateProblem(pointer, code.name(), detail, 1, 1));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
