package dev.sequitur.rule.explain.domain;

import dev.sequitur.kit.expression.Variables;
import dev.sequitur.rule.explain.domain.SeenValue.Seen;
import dev.sequitur.rule.matching.domain.index.FieldPath;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands at the paths that an expression reads: enough to understand it, not a copy. */
final class Sight {

  static final int MOST_FIELDS = 20;
  static final int LONGEST_TEXT = 200;

  private final Variables variables;

  Sight(Variables variables) {
    this.variables = variables;
  }

  List<SeenValue> of(Collection<String> paths) {
    return paths.stream().limit(MOST_FIELDS).map(this::at).toList();
  }

  private SeenValue at(String text) {
    var path = FieldPath.parse(text);
    var value = variables.find(path.variable());
    for (var member : path.members()) {
      if (!(value instanceof Map<?, ?> object) || !object.containsKey(member)) {
        return new SeenValue(text, Seen.MISSING, null);
      }
      value = object.get(member);
    }
    return value == Variables.UNSET ? new SeenValue(text, Seen.MISSING, null) : shown(text, value);
  }

  private static SeenValue shown(String path, @Nullable Object value) {
    return switch (value) {
      case null -> new SeenValue(path, Seen.VALUE, null);
      case String text when text.length() > LONGEST_TEXT ->
          new SeenValue(path, Seen.SHORTENED, beginning(text));
      case Map<?, ?> object when !object.isEmpty() ->
          new SeenValue(path, Seen.SHORTENED, "an object of " + object.size() + " members");
      case List<?> list when !list.isEmpty() ->
          new SeenValue(path, Seen.SHORTENED, "a list of " + list.size() + " elements");
      case Instant instant -> new SeenValue(path, Seen.VALUE, instant.toString());
      default -> new SeenValue(path, Seen.VALUE, value);
    };
  }

  private static String beginning(String text) {
    int end =
        Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1)) ? LONGEST_TEXT - 1 : LONGEST_TEXT;
    return text.substring(0, end) + "…";
  }
}
