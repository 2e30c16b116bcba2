package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Syntax;
import dev.sequitur.kit.problem.Violation;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Conditions in both of their forms. Pure: the same input gives the same answer; and what is given
 * converts back to itself.
 */
public final class Conversion {

  private Conversion() {}

  /** What became of a condition. */
  public sealed interface Result {}

  /**
   * It is accepted.
   *
   * @param tree in normal form
   * @param cel the tree as canonical text
   */
  public record Converted(ConditionTree tree, String cel) implements Result {

    /** The tree as maps, lists and scalars. */
    public Map<String, @Nullable Object> json() {
      return TreeWriter.json(tree);
    }
  }

  /** It is refused: all that is wrong, with pointers, and places within texts. */
  public record Rejected(List<Violation> errors) implements Result {}

  /** The tree, in normal form, of the syntax tree of a text that was checked. */
  public static ConditionTree treeOf(CelExpr checked) {
    return CelToTree.of(checked);
  }

  /** The canonical text of a tree. */
  public static String textOf(ConditionTree tree) {
    return Syntax.write(TreeToCel.of(tree));
  }

  /**
   * Converts a condition that is a text.
   *
   * @param pointer where the text stands in its document
   */
  public static Result ofText(String cel, Scope scope, String pointer) {
    var problems = Expressions.check(cel, scope);
    if (!problems.isEmpty() || !(Syntax.of(cel) instanceof Syntax.Parsed parsed)) {
      return new Rejected(problems.stream().map(one -> TreeReader.located(one, pointer)).toList());
    }
    var tree = CelToTree.of(parsed.tree());
    return new Converted(tree, Syntax.write(TreeToCel.of(tree)));
  }

  /**
   * Converts a condition that is a tree.
   *
   * @param tree as maps, lists and scalars
   * @param pointer where it stands in its document
   */
  public static Result ofTree(@Nullable Object tree, Scope scope, String pointer) {
    var reader = new TreeReader(scope);
    var read = reader.read(tree, pointer);
    if (read == null || !reader.errors().isEmpty()) {
      return new Rejected(List.copyOf(reader.errors()));
    }
    var cel = Syntax.write(TreeToCel.of(read));
    var problems = Expressions.check(cel, scope);
    return problems.isEmpty()
        ? new Converted(read, cel)
        : new Rejected(
            problems.stream()
                .map(one -> new Violation(pointer, one.code(), one.detail()))
                .toList());
  }
}
