package dev.sequitur.rule.check.domain;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Syntax;
import dev.sequitur.rule.condition.domain.Truth;
import dev.sequitur.rule.matching.domain.Occurrence;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the cases of a rule have asked of the parts of its condition. */
public final class Coverage {

  private static final Set<String> LOGIC = Set.of("_&&_", "_||_", "!_");

  private Coverage() {}

  /**
   * A part of a condition that is no group of others, and in how many cases it was what.
   *
   * @param cel its text in canonical form
   * @param missing {@code neverTrue}, {@code neverFalse}: what no case has shown
   */
  public record Part(String cel, int whenTrue, int whenFalse, int untold, List<String> missing) {}

  /** Of a condition with all named ones in their places; nothing to cover if there is none. */
  public static List<Part> of(@Nullable String cel, List<Occurrence> events) {
    if (cel == null || !(Syntax.of(cel) instanceof Syntax.Parsed parsed)) {
      return List.of();
    }
    var leaves = new LinkedHashSet<String>();
    collect(parsed.tree(), leaves);
    return leaves.stream().map(leaf -> part(leaf, events)).toList();
  }

  private static Part part(String cel, List<Occurrence> events) {
    var probe = new Probe(cel);
    var counts = new EnumMap<Truth, Integer>(Truth.class);
    events.forEach(event -> counts.merge(probe.of(event), 1, Integer::sum));
    return new Part(
        cel,
        counts.getOrDefault(Truth.TRUE, 0),
        counts.getOrDefault(Truth.FALSE, 0),
        counts.getOrDefault(Truth.UNTOLD, 0),
        missing(counts));
  }

  private static List<String> missing(Map<Truth, Integer> counts) {
    var missing = new ArrayList<String>();
    if (!counts.containsKey(Truth.TRUE)) {
      missing.add("neverTrue");
    }
    if (!counts.containsKey(Truth.FALSE)) {
      missing.add("neverFalse");
    }
    return missing;
  }

  private static void collect(CelExpr node, Set<String> leaves) {
    if (node.getKind() == Kind.CALL && LOGIC.contains(node.call().function())) {
      node.call().args().forEach(part -> collect(part, leaves));
    } else {
      leaves.add(Syntax.write(node));
    }
  }
}
