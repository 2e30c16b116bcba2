package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A compiled part of a template, which knows where in the tree it stands. */
sealed interface TemplateNode {

  /** The value of this part. */
  @Nullable Object render(Rendition rendition);

  /** Anything without an expression in it, made once. */
  record Constant(String pointer, @Nullable Object value) implements TemplateNode {

    @Override
    public @Nullable Object render(Rendition rendition) {
      return rendition.charged(pointer, value);
    }
  }

  /** A string that is one expression: its value keeps its type. */
  record Single(String pointer, Expression expression) implements TemplateNode {

    @Override
    public @Nullable Object render(Rendition rendition) {
      Object value = rendition.value(pointer, expression);
      return value == Rendition.UNSET ? value : rendition.charged(pointer, value);
    }
  }

  /** Expressions among other text; each piece is a String or an Expression. */
  record Mixed(String pointer, List<Object> pieces) implements TemplateNode {

    @Override
    public @Nullable Object render(Rendition rendition) {
      var text = new StringBuilder();
      for (Object piece : pieces) {
        Object value =
            piece instanceof Expression expression ? rendition.value(pointer, expression) : piece;
        if (value == Rendition.UNSET) {
          return value;
        }
        // Before it becomes text: what is too large is not even written.
        text.append(JsonText.plain(rendition.charged(pointer, value)));
      }
      return text.toString();
    }
  }

  /** An object; a member that is unset is left out. */
  record Members(Map<String, TemplateNode> members) implements TemplateNode {

    @Override
    public Object render(Rendition rendition) {
      var object = new LinkedHashMap<String, @Nullable Object>(members.size() * 2);
      members.forEach(
          (name, node) -> {
            Object value = node.render(rendition);
            if (value != Rendition.UNSET) {
              object.put(name, value);
            }
          });
      return Collections.unmodifiableMap(object);
    }
  }

  /** A list; an element that is unset becomes null, so that the others keep their places. */
  record Elements(List<TemplateNode> elements) implements TemplateNode {

    @Override
    public Object render(Rendition rendition) {
      var list = new ArrayList<@Nullable Object>(elements.size());
      for (TemplateNode node : elements) {
        Object value = node.render(rendition);
        list.add(value == Rendition.UNSET ? null : value);
      }
      return Collections.unmodifiableList(list);
    }
  }
}
