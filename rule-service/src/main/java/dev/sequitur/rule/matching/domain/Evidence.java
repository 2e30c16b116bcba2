package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Variables;
import dev.sequitur.rule.matching.domain.index.FieldPath;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a condition saw: the fields that it reads, with their values. Only scalars, only short ones,
 * and not many: it explains a run, it does not copy the event.
 */
final class Evidence {

  static final int MOST_FIELDS = 20;
  static final int LONGEST_TEXT = 200;

  static final Evidence NONE = new Evidence(List.of());

  private final List<FieldPath> paths;

  private Evidence(List<FieldPath> paths) {
    this.paths = paths;
  }

  static Evidence of(Collection<String> fields) {
    return new Evidence(
        fields.stream()
            .filter(field -> field.length() <= LONGEST_TEXT)
            .limit(MOST_FIELDS)
            .map(FieldPath::parse)
            .toList());
  }

  Map<String, @Nullable Object> seenIn(Variables variables) {
    if (paths.isEmpty()) {
      return Map.of();
    }
    var seen = new LinkedHashMap<String, @Nullable Object>();
    for (var path : paths) {
      var value = value(path, variables);
      if (isSmallScalar(value)) {
        seen.put(path.text(), value);
      }
    }
    return seen;
  }

  private static @Nullable Object value(FieldPath path, Variables variables) {
    var atHand = path.in(variables.atHand(path.variable()));
    return atHand == null || atHand == Variables.UNSET
        ? path.in(variables.find(path.variable()))
        : atHand;
  }

  private static boolean isSmallScalar(@Nullable Object value) {
    return switch (value) {
      case String text -> text.length() <= LONGEST_TEXT;
      case Long _, Double _, Boolean _, java.time.Instant _ -> true;
      case null, default -> false;
    };
  }
}
