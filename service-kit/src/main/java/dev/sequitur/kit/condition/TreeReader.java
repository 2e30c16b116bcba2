package dev.sequitur.kit.condition;

import dev.sequitur.kit.condition.ConditionTree.Named;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.expression.ExpressionProblem;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Syntax;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads a tree from parsed JSON into its normal form, and notes all that is wrong with it. */
final class TreeReader {

  /** How deep groups may be nested. */
  static final int DEPTH_LIMIT = 20;

  private static final Set<String> OF_VALUES = Set.of("EXPRESSION_REGEX", "EXPRESSION_ARGUMENT");

  /** Each form of a node by the key that tells it, in the order in which they are explained. */
  private final Map<String, Form> forms = new LinkedHashMap<>();

  private final Scope scope;
  private final List<Violation> errors = new ArrayList<>();
  private int depth;

  @FunctionalInterface
  private interface Form {
    @Nullable ConditionTree read(Map<?, ?> node, String pointer);
  }

  TreeReader(Scope scope) {
    this.scope = scope;
    forms.put("all", (node, pointer) -> group(node.get("all"), pointer + "/all", Normal::all));
    forms.put("any", (node, pointer) -> group(node.get("any"), pointer + "/any", Normal::any));
    forms.put("not", (node, pointer) -> negated(node.get("not"), pointer + "/not"));
    forms.put("field", this::comparison);
    forms.put("condition", (node, pointer) -> named(node.get("condition"), pointer + "/condition"));
    forms.put("cel", (node, pointer) -> text(node.get("cel"), pointer + "/cel"));
  }

  List<Violation> errors() {
    return errors;
  }

  /** Null if there are errors; then they are noted. */
  @Nullable ConditionTree read(@Nullable Object value, String pointer) {
    if (!(value instanceof Map<?, ?> node)) {
      return wrong(pointer, ConditionProblem.CONDITION_NODE_UNKNOWN, "an object is expected here");
    }
    var keys = forms.keySet().stream().filter(node::containsKey).toList();
    if (keys.size() != 1) {
      return wrong(
          pointer,
          ConditionProblem.CONDITION_NODE_UNKNOWN,
          "exactly one of " + String.join(", ", forms.keySet()) + " is expected here");
    }
    var key = keys.getFirst();
    refuseOthers(node, key.equals("field") ? Set.of("field", "op", "value") : keys, pointer);
    return Objects.requireNonNull(forms.get(key)).read(node, pointer);
  }

  private void refuseOthers(Map<?, ?> node, Collection<String> known, String pointer) {
    for (var name : node.keySet()) {
      if (!known.contains(String.valueOf(name))) {
        wrong(
            pointer + "/" + escaped(String.valueOf(name)),
            ConditionProblem.CONDITION_KEY_UNKNOWN,
            "known here: " + known.stream().sorted().collect(Collectors.joining(", ")));
      }
    }
  }

  private @Nullable ConditionTree group(
      @Nullable Object value,
      String pointer,
      Function<List<ConditionTree>, ConditionTree> grouping) {
    if (!(value instanceof List<?> parts)) {
      return wrong(pointer, ConditionProblem.CONDITION_NODE_UNKNOWN, "a list is expected here");
    }
    if (parts.isEmpty()) {
      return wrong(
          pointer, ConditionProblem.CONDITION_GROUP_EMPTY, "at least one condition is needed here");
    }
    if (tooDeep(pointer)) {
      return null;
    }
    depth++;
    var trees = new ArrayList<ConditionTree>();
    for (int i = 0; i < parts.size(); i++) {
      var tree = read(parts.get(i), pointer + "/" + i);
      if (tree != null) {
        trees.add(tree);
      }
    }
    depth--;
    return trees.size() == parts.size() ? grouping.apply(trees) : null;
  }

  private @Nullable ConditionTree negated(@Nullable Object value, String pointer) {
    if (tooDeep(pointer)) {
      return null;
    }
    depth++;
    var tree = read(value, pointer);
    depth--;
    return tree == null ? null : Normal.not(tree);
  }

  private boolean tooDeep(String pointer) {
    if (depth < DEPTH_LIMIT) {
      return false;
    }
    wrong(
        pointer,
        ConditionProblem.CONDITION_TOO_DEEP,
        "groups are nested at most " + DEPTH_LIMIT + " deep");
    return true;
  }

  private @Nullable ConditionTree comparison(Map<?, ?> node, String pointer) {
    var tree = new ComparisonReader(errors).read(node, pointer);
    if (tree != null) {
      check(Syntax.write(TreeToCel.of(tree)), pointer);
    }
    return tree;
  }

  /**
   * Whatever is wrong is wrong with the whole, but for what only the value can be: a regular
   * expression, or a range of addresses.
   */
  private void check(String cel, String pointer) {
    for (var problem : Expressions.check(cel, scope)) {
      boolean ofValue = OF_VALUES.contains(problem.code());
      errors.add(
          new Violation(ofValue ? pointer + "/value" : pointer, problem.code(), problem.detail()));
    }
  }

  private @Nullable ConditionTree named(@Nullable Object value, String pointer) {
    return value instanceof String name && ManifestReader.isName(name)
        ? new Named(name)
        : wrong(
            pointer,
            ConditionProblem.CONDITION_NAME_INVALID,
            "the name of a condition is expected here: 1 to 63 of a-z, 0-9 and -");
  }

  private @Nullable ConditionTree text(@Nullable Object value, String pointer) {
    if (!(value instanceof String cel)) {
      return wrong(pointer, ConditionProblem.CONDITION_VALUE_INVALID, "a text is expected here");
    }
    var problems = Expressions.check(cel, scope);
    problems.forEach(problem -> errors.add(located(problem, pointer)));
    return problems.isEmpty() && Syntax.of(cel) instanceof Syntax.Parsed parsed
        ? CelToTree.of(parsed.tree())
        : null;
  }

  static Violation located(ExpressionProblem problem, String pointer) {
    return new Violation(
        pointer, problem.code(), problem.detail(), problem.line(), problem.column());
  }

  private @Nullable ConditionTree wrong(String pointer, ConditionProblem problem, String detail) {
    errors.add(new Violation(pointer, problem.name(), detail));
    return null;
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
