package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Events for tests, read as the service reads them. */
public final class TestEvents {

  public static final Instant ACCEPTED_AT = Instant.parse("2026-01-02T03:04:05.678Z");

  private TestEvents() {}

  public static AcceptedEvent accepted(String type, String sourceKey, String data) {
    return new AcceptedEvent(
        Ids.event("default", Ids.NO_TRIGGER, sourceKey),
        "default",
        type,
        "/test",
        null,
        null,
        null,
        Ids.NO_TRIGGER,
        0,
        0,
        data.getBytes(StandardCharsets.UTF_8),
        null);
  }

  /** The same event with an ordering key. */
  public static AcceptedEvent withKey(AcceptedEvent event, String key) {
    return new AcceptedEvent(
        event.id(),
        event.workspace(),
        event.type(),
        event.source(),
        event.subject(),
        key,
        event.time(),
        event.trigger(),
        event.triggerVersion(),
        event.hops(),
        event.data(),
        event.traceParent());
  }

  public static Occurrence occurrence(AcceptedEvent event, Instant acceptedAt) {
    return ReadEvent.of(event.message().headers(), event.data()).at(0, 7, acceptedAt);
  }

  public static Occurrence occurrence(String type, String data) {
    return occurrence(accepted(type, "one", data), ACCEPTED_AT);
  }
}
