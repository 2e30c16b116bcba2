package dev.sequitur.kit.condition;

import dev.sequitur.kit.condition.ConditionTree.All;
import dev.sequitur.kit.condition.ConditionTree.Any;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.ConditionTree.Named;
import dev.sequitur.kit.condition.ConditionTree.Not;
import dev.sequitur.kit.condition.ConditionTree.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a tree as the maps, lists and scalars of JSON. */
final class TreeWriter {

  private TreeWriter() {}

  static Map<String, @Nullable Object> json(ConditionTree tree) {
    Map<String, @Nullable Object> node = new LinkedHashMap<>();
    switch (tree) {
      case All(var parts) -> node.put("all", list(parts));
      case Any(var parts) -> node.put("any", list(parts));
      case Not(var part) -> node.put("not", json(part));
      case Comparison comparison -> comparison(comparison, node);
      case Named(var name) -> node.put("condition", name);
      case Text(var cel) -> node.put("cel", cel);
    }
    return node;
  }

  private static List<Map<String, @Nullable Object>> list(List<ConditionTree> parts) {
    return parts.stream().map(TreeWriter::json).toList();
  }

  private static void comparison(Comparison comparison, Map<String, @Nullable Object> node) {
    node.put("field", comparison.field());
    node.put("op", comparison.operator().word());
    if (comparison.operator().takes() != Operator.Takes.NOTHING) {
      node.put("value", comparison.value());
    }
  }
}
