package dev.sequitur.notification.template;

import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.MessageValues;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What templates are tried with when they are saved. */
final class Sample {

  private static final Map<String, Object> NOTIFICATION =
      MessageValues.notification(
          Happening.DEAD,
          Map.of(
              "title", "Rule big-order failed: http.request@1 answered 500 after 6 attempts",
              "code", "HTTP_STATUS",
              "subscription", "failures",
              "rule", "big-order",
              "labels", Map.of(),
              "runId", "00000000-0000-8000-8000-000000000001",
              "eventId", "00000000-0000-8000-8000-000000000002",
              "eventType", "com.example.order",
              "at", Instant.EPOCH.toString()));

  private Sample() {}

  static Map<String, Object> notification() {
    return NOTIFICATION;
  }

  static Map<String, Object> values() {
    return MessageValues.message(List.of(NOTIFICATION));
  }
}
