package dev.sequitur.rule.condition.domain;

import dev.sequitur.kit.expression.ExpressionProblem;
import dev.sequitur.kit.expression.Syntax;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document where a condition is named.
 *
 * @param pointer JSON Pointer to the tree's node, or to the text
 * @param line in that text, from 1; null in a tree
 * @param column in that line; null in a tree
 */
public record Site(String name, String pointer, @Nullable Integer line, @Nullable Integer column) {

  /** All of a {@code when} that was checked, whichever form it has. */
  public static List<Site> in(@Nullable Object when, String pointer) {
    var sites = new ArrayList<Site>();
    find(when, pointer, sites);
    return sites;
  }

  public Violation violation(String code, String detail) {
    return new Violation(pointer, code, detail, line, column);
  }

  private static void find(@Nullable Object value, String pointer, List<Site> sites) {
    switch (value) {
      case String cel -> inText(cel, pointer, sites);
      case Map<?, ?> node -> inNode(node, pointer, sites);
      case List<?> parts -> {
        for (int i = 0; i < parts.size(); i++) {
          find(parts.get(i), pointer + "/" + i, sites);
        }
      }
      case null, default -> {}
    }
  }

  private static void inNode(Map<?, ?> node, String pointer, List<Site> sites) {
    if (node.get("condition") instanceof String name) {
      sites.add(new Site(name, pointer + "/condition", null, null));
    }
    for (var key : List.of("all", "any", "not", "cel")) {
      find(node.get(key), pointer + "/" + key, sites);
    }
  }

  private static void inText(String cel, String pointer, List<Site> sites) {
    if (When.mayRefer(cel) && Syntax.of(cel) instanceof Syntax.Parsed parsed) {
      References.visit(
          parsed.tree(),
          (node, name) -> {
            ExpressionProblem at = parsed.problem("", "", node.call().args().getFirst());
            sites.add(new Site(name, pointer, at.line(), at.column()));
          });
    }
  }
}
