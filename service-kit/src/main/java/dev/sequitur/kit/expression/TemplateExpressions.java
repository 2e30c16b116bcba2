package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The expressions in a template, as they are written. */
public final class TemplateExpressions {

  private final List<Found> found = new ArrayList<>();

  private TemplateExpressions() {}

  /**
   * One expression.
   *
   * @param pointer JSON Pointer to the text that it stands in
   * @param text without the braces around it
   */
  public record Found(String pointer, String text) {}

  /** All of a tree of maps, lists and scalars that is a template, in their order. */
  public static List<Found> in(@Nullable Object tree, String pointer) {
    var search = new TemplateExpressions();
    search.visit(tree, pointer);
    return search.found;
  }

  private void visit(@Nullable Object value, String pointer) {
    switch (value) {
      case String text -> pieces(text, pointer);
      case Map<?, ?> members ->
          members.forEach(
              (name, member) ->
                  visit(
                      member,
                      pointer + "/" + String.valueOf(name).replace("~", "~0").replace("/", "~1")));
      case List<?> elements -> {
        for (int i = 0; i < elements.size(); i++) {
          visit(elements.get(i), pointer + "/" + i);
        }
      }
      case null, default -> {}
    }
  }

  private void pieces(String text, String pointer) {
    for (TemplateText.Piece piece : TemplateText.pieces(text)) {
      if (piece instanceof TemplateText.Piece.Code(String code)) {
        found.add(new Found(pointer, code));
      }
    }
  }
}
