package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.kit.expression.Variables;
import dev.sequitur.trigger.definition.KafkaFormat;
import dev.sequitur.trigger.event.CloudEvent;
import dev.sequitur.trigger.event.JsonBody;
import dev.sequitur.trigger.event.KafkaBinding;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as its format is read. */
public sealed interface Decoded {

  /**
   * It can be read.
   *
   * @param headers those of the record; a CloudEvent's attributes among them, in either mode
   * @param bytes the body as it becomes an event's data
   * @param cloudEvent null in the format {@code json}
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Readable(
      SourceRecord record,
      Map<String, String> headers,
      @Nullable Object body,
      byte[] bytes,
      @Nullable CloudEvent cloudEvent)
      implements Decoded {

    /** What filter and mapping may name. A key that is no text is not there. */
    public Variables variables() {
      return name ->
          switch (name) {
            case "body" -> body;
            case "headers" -> headers;
            case "topic" -> record.topic();
            case "key" -> record.key() == null ? Variables.UNSET : record.key();
            default -> Variables.UNSET;
          };
    }
  }

  /** It cannot: it belongs into quarantine. */
  record Unreadable(String reason) implements Decoded {}

  /**
   * Decodes.
   *
   * @param limit the largest value, bytes
   */
  static Decoded of(SourceRecord record, KafkaFormat format, int limit) {
    var value = record.value();
    if (value != null && value.length > limit) {
      return new Unreadable("too large: " + value.length + " bytes, at most " + limit);
    }
    return switch (format) {
      case JSON -> json(record, value);
      case CLOUD_EVENTS -> cloudEvent(record, value);
    };
  }

  private static Decoded json(SourceRecord record, byte @Nullable [] value) {
    var bytes = value == null ? "null".getBytes(StandardCharsets.UTF_8) : value;
    return switch (JsonBody.parse(bytes)) {
      case JsonBody.Malformed(String detail) -> new Unreadable("not JSON: " + detail);
      case JsonBody.Parsed parsed ->
          new Readable(record, record.headers(), parsed.value(), parsed.bytes(), null);
    };
  }

  private static Decoded cloudEvent(SourceRecord record, byte @Nullable [] value) {
    return switch (KafkaBinding.read(record.headers(), value)) {
      case KafkaBinding.Reading.Unreadable(String reason) -> new Unreadable(reason);
      case KafkaBinding.Reading.Event(CloudEvent event, Object data) ->
          new Readable(record, headers(record, event), data, event.data(), event);
    };
  }

  private static Map<String, String> headers(SourceRecord record, CloudEvent event) {
    var headers = new HashMap<>(record.headers());
    event.extensions().forEach((name, text) -> headers.put(KafkaBinding.PREFIX + name, text));
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", event.id());
    headers.put("ce_source", event.source());
    headers.put("ce_type", event.type());
    put(headers, "ce_subject", event.subject());
    put(headers, "ce_time", event.time());
    put(headers, "ce_partitionkey", event.key());
    return headers;
  }

  private static void put(Map<String, String> headers, String name, @Nullable Object value) {
    if (value != null) {
      headers.put(name, value.toString());
    }
  }
}
