package dev.sequitur.trigger.definition;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The secrets that a spec names, by the pointers of their places. Found in the raw document, so
 * that a missing one is said also where other things are wrong.
 */
final class SecretNames {

  private SecretNames() {}

  static Map<String, String> of(Map<String, @Nullable Object> spec) {
    var names = new LinkedHashMap<String, String>();
    if (spec.get("webhook") instanceof Map<?, ?> webhook
        && webhook.get("verify") instanceof Map<?, ?> ways) {
      ways.forEach((way, members) -> add("/spec/webhook/verify/" + way, members, names));
    }
    return names;
  }

  private static void add(String place, @Nullable Object way, Map<String, String> names) {
    if (!(way instanceof Map<?, ?> members)) {
      return;
    }
    if (members.get("secret") instanceof String name) {
      names.put(place + "/secret", name);
    }
    if (members.get("secrets") instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        if (list.get(i) instanceof String name) {
          names.put(place + "/secrets/" + i, name);
        }
      }
    }
  }
}
