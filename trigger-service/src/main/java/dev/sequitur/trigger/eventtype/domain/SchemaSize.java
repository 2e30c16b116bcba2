package dev.sequitur.trigger.eventtype.domain;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How large a schema is with each of its references in its place. */
final class SchemaSize {

  private final Map<?, ?> root;
  private final Map<String, Long> expanded = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  SchemaSize(Map<?, ?> root) {
    this.root = root;
  }

  /** How many nodes it has with references in their places; as good as endless if they circle. */
  long of(@Nullable Object node) {
    if (!(node instanceof Map<?, ?> schema)) {
      return 1;
    }
    long size = 1;
    for (var member : schema.entrySet()) {
      size += ofMember(String.valueOf(member.getKey()), member.getValue());
    }
    return Math.min(size, Integer.MAX_VALUE);
  }

  private long ofMember(String keyword, @Nullable Object value) {
    return switch (keyword) {
      case "properties" ->
          value instanceof Map<?, ?> members
              ? members.values().stream().mapToLong(this::of).sum()
              : 0;
      case "items", "additionalProperties" -> of(value);
      case "allOf", "anyOf", "oneOf" ->
          value instanceof List<?> list ? list.stream().mapToLong(this::of).sum() : 0;
      case "$ref" -> ofReference(String.valueOf(value));
      default -> 0;
    };
  }

  private long ofReference(String reference) {
    var known = expanded.get(reference);
    if (known != null) {
      return known;
    }
    if (!open.add(reference)) {
      return Integer.MAX_VALUE;
    }
    long size = of(SchemaCheck.definition(root, reference));
    open.remove(reference);
    expanded.put(reference, size);
    return size;
  }
}
