package dev.sequitur.rule.template.domain;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON Merge Patch (RFC 7396): members replace members, null removes one, lists are whole. */
final class MergePatch {

  private MergePatch() {}

  static Map<String, @Nullable Object> applied(Map<?, ?> target, Map<?, ?> patch) {
    var merged = new LinkedHashMap<String, @Nullable Object>();
    target.forEach((name, value) -> merged.put(String.valueOf(name), value));
    patch.forEach(
        (name, value) -> {
          var key = String.valueOf(name);
          switch (value) {
            case null -> merged.remove(key);
            case Map<?, ?> members ->
                merged.put(
                    key,
                    applied(merged.get(key) instanceof Map<?, ?> old ? old : Map.of(), members));
            default -> merged.put(key, value);
          }
        });
    return merged;
  }
}
