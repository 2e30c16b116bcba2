package dev.sequitur.trigger.event;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Message;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A CloudEvent that may be accepted.
 *
 * @param key the partitionkey extension: the ordering key
 * @param extensions all other attributes, kept as headers of the record
 * @param data JSON; {@code null} where the event carries none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record CloudEvent(
    String id,
    String source,
    String type,
    @Nullable String subject,
    @Nullable Instant time,
    @Nullable String key,
    Map<String, String> extensions,
    byte[] data) {

  /** Kafka protocol binding of CloudEvents, binary mode. */
  private static final String PREFIX = "ce_";

  /** What names the occurrence at its source. */
  public String sourceKey() {
    return SourceKey.cloudEvent(source, id);
  }

  /** Source and id together name the occurrence: sent again, it is the same event. */
  UUID eventId(String workspace) {
    return Ids.event(workspace, Ids.NO_TRIGGER, sourceKey());
  }

  /** The record to be produced. */
  Message message(String workspace, @Nullable String traceParent) {
    var accepted =
        new AcceptedEvent(
                eventId(workspace),
                workspace,
                type,
                source,
                subject,
                key,
                time,
                Ids.NO_TRIGGER,
                0,
                0,
                data,
                traceParent)
            .message();
    if (extensions.isEmpty()) {
      return accepted;
    }
    var headers = new HashMap<>(accepted.headers());
    extensions.forEach((name, value) -> headers.put(PREFIX + name, value));
    return new Message(accepted.topic(), accepted.key(), accepted.value(), headers);
  }
}
