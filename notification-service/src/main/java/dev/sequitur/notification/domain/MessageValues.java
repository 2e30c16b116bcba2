package dev.sequitur.notification.domain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What templates can say: names, codes and ids; no payload, and no text that a target gave back.
 */
public final class MessageValues {

  /** So many notifications are listed in one message; of more there is only a count. */
  public static final int MOST = 100;

  private MessageValues() {}

  /** The values of one notification. */
  public static Map<String, Object> notification(Dispatch dispatch) {
    var fact = dispatch.fact();
    return notification(
        fact.happening(),
        Map.of(
            "title", dispatch.title(),
            "code", fact.code(),
            "subscription", dispatch.subscription().name(),
            "rule", fact.starter().name(),
            "labels", fact.starter().labels(),
            "runId", fact.runId().toString(),
            "eventId", fact.event().id().toString(),
            "eventType", String.valueOf(fact.event().type()),
            "at", dispatch.at().toString()));
  }

  /** The same, of what is known of it. */
  public static Map<String, Object> notification(Happening happening, Map<String, Object> others) {
    var values = new LinkedHashMap<String, Object>();
    values.put("outcome", happening.name());
    values.put("severity", happening.severity().name());
    values.putAll(others);
    return values;
  }

  /** The values of a message that tells of all these, at least one. */
  public static Map<String, Object> message(List<Map<String, Object>> notifications) {
    var listed = notifications.subList(0, Math.min(MOST, notifications.size()));
    var values = new HashMap<String, Object>();
    values.put("notification", listed.getFirst());
    values.put("notifications", listed);
    values.put("count", notifications.size());
    values.put("more", notifications.size() - listed.size());
    return values;
  }
}
