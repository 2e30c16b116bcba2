package dev.sequitur.notification.subscription;

import dev.sequitur.kit.definition.ManifestReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which channels a subscription's spec names, well-formed or not, and where. */
final class ChannelNames {

  private static final String HERE = "/spec/to/channels";

  private ChannelNames() {}

  /** Names by their JSON Pointer, in the order in which they stand. */
  static Map<String, String> of(Map<String, @Nullable Object> spec) {
    var names = new LinkedHashMap<String, String>();
    if (spec.get("to") instanceof Map<?, ?> to && to.get("channels") instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        var element = list.get(i);
        var isLong = element instanceof Map;
        var name = element instanceof Map<?, ?> members ? members.get("channel") : element;
        // What is no name is said by the reader of the spec.
        if (name instanceof String text && ManifestReader.isName(text)) {
          names.put(HERE + "/" + i + (isLong ? "/channel" : ""), text);
        }
      }
    }
    return names;
  }
}
