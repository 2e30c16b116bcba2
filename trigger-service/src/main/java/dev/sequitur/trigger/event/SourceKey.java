package dev.sequitur.trigger.event;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an event's id is derived from: whatever names the occurrence at its source, so that a
 * client's repeat gives the same event.
 *
 * <p>The ways have prefixes of their own: a body's id and another request's webhook-id that happen
 * to be equal are two events.
 */
public final class SourceKey {

  private SourceKey() {}

  /**
   * The first that is there: the trigger's own expression, a known sender's name for its delivery,
   * CloudEvents source and id, the webhook-id header, the Idempotency-Key header. Null if none is:
   * the id is to be drawn.
   *
   * @param delivery the sender's name for it, with the sender's own prefix
   */
  public static @Nullable String of(
      @Nullable String mapped,
      @Nullable String delivery,
      IncomingRequest request,
      @Nullable Object body) {
    if (mapped != null) {
      return "id:" + mapped;
    }
    if (delivery != null) {
      return delivery;
    }
    var cloudEvent = cloudEvent(request, body);
    if (cloudEvent != null) {
      return cloudEvent;
    }
    var webhookId = request.header("webhook-id");
    if (webhookId != null) {
      return "webhook-id:" + webhookId;
    }
    var idempotencyKey = request.header("idempotency-key");
    return idempotencyKey == null ? null : "idempotency-key:" + idempotencyKey;
  }

  /** The source key of a CloudEvent: source and id together name it. */
  static String cloudEvent(String source, String id) {
    return "cloudevent:" + source.length() + ":" + source + id;
  }

  private static @Nullable String cloudEvent(IncomingRequest request, @Nullable Object body) {
    var id = request.header("ce-id");
    var source = request.header("ce-source");
    if (id != null && source != null) {
      return cloudEvent(source, id);
    }
    return ContentType.of(request) == ContentType.CLOUD_EVENT
            && body instanceof Map<?, ?> envelope
            && envelope.get("id") instanceof String structuredId
            && envelope.get("source") instanceof String structuredSource
        ? cloudEvent(structuredSource, structuredId)
        : null;
  }
}
