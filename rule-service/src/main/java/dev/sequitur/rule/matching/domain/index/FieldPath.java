package dev.sequitur.rule.matching.domain.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path such as {@code data.customer.tier} or {@code data['unit price']}, as expressions name what
 * they read.
 *
 * @param text the path as it is written
 * @param variable its first part
 * @param members the others
 */
public record FieldPath(String text, String variable, List<String> members) {

  /** Parses a path. Never throws for what {@code Expression.fields()} gives. */
  public static FieldPath parse(String text) {
    var parts = new ArrayList<String>();
    var part = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\' && i + 1 < text.length()) {
        part.append(text.charAt(++i));
      } else if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && (c == '.' || c == '[')) {
        parts.add(part.toString());
        part.setLength(0);
      } else if (quoted || c != ']') {
        part.append(c);
      }
    }
    parts.add(part.toString());
    return new FieldPath(text, parts.getFirst(), List.copyOf(parts.subList(1, parts.size())));
  }

  /** All its names, the variable first. */
  public List<String> names() {
    var names = new ArrayList<String>(members.size() + 1);
    names.add(variable);
    names.addAll(members);
    return List.copyOf(names);
  }

  /** The value at the path below the variable's own; null where there is none. */
  public @Nullable Object in(@Nullable Object variable) {
    var value = variable;
    for (var member : members) {
      value = value instanceof Map<?, ?> object ? object.get(member) : null;
    }
    return value;
  }
}
