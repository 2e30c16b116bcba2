package dev.sequitur.rule.eventtype;

import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.TemplateExpressions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The expressions that a rule holds itself: its condition, what its brake counts by, and its
 * actions' arguments.
 */
final class RuleTexts {

  private final List<TypedText> texts = new ArrayList<>();

  private RuleTexts() {}

  static List<TypedText> of(Map<String, @Nullable Object> spec, String pointer) {
    var search = new RuleTexts();
    search.condition(spec.get("when"), pointer + "/when");
    if (spec.get("brake") instanceof Map<?, ?> brake) {
      search.arguments(brake.get("by"), pointer + "/brake/by");
    }
    if (spec.get("then") instanceof List<?> actions) {
      for (int i = 0; i < actions.size(); i++) {
        if (actions.get(i) instanceof Map<?, ?> action) {
          search.arguments(action.get("with"), pointer + "/then/" + i + "/with");
        }
      }
    }
    return search.texts;
  }

  private void condition(@Nullable Object node, String pointer) {
    switch (node) {
      case String cel -> written(cel, pointer);
      case Map<?, ?> tree when tree.containsKey("field") -> comparison(tree, pointer);
      case Map<?, ?> tree -> {
        for (var key : List.of("all", "any", "not", "cel")) {
          condition(tree.get(key), pointer + "/" + key);
        }
      }
      case List<?> parts -> {
        for (int i = 0; i < parts.size(); i++) {
          condition(parts.get(i), pointer + "/" + i);
        }
      }
      case null, default -> {}
    }
  }

  private void comparison(Map<?, ?> tree, String pointer) {
    if (Conversion.ofTree(tree, Scope.EVENT, pointer) instanceof Conversion.Converted converted) {
      texts.add(new TypedText(converted.cel(), new TypedText.Compared(pointer)));
    }
  }

  private void arguments(@Nullable Object with, String pointer) {
    TemplateExpressions.in(with, pointer).forEach(one -> written(one.text(), one.pointer()));
  }

  private void written(String cel, String pointer) {
    texts.add(new TypedText(cel, new TypedText.Written(pointer)));
  }
}
