package dev.sequitur.rule.condition.domain;

import dev.cel.common.ast.CelExpr;
import dev.sequitur.kit.expression.Syntax;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A condition as it is published: the text that it is, its syntax tree, and the names of the
 * conditions that it refers to.
 */
public record When(String cel, CelExpr tree, SortedSet<String> references) {

  /**
   * Of a text that was checked.
   *
   * @throws IllegalArgumentException if it is no expression
   */
  public static When of(String cel) {
    return switch (Syntax.of(cel)) {
      case Syntax.Parsed parsed -> {
        var names = new TreeSet<String>();
        References.visit(parsed.tree(), (_, name) -> names.add(name));
        yield new When(cel, parsed.tree(), Collections.unmodifiableSortedSet(names));
      }
      case Syntax.Malformed(var problems) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }

  /**
   * Whether a text may refer to a condition at all. Most do not, and need not be parsed to know: no
   * name in an expression can be written in another way.
   */
  public static boolean mayRefer(String cel) {
    return cel.contains(References.FUNCTION);
  }
}
