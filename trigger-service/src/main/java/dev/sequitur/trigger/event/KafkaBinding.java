package dev.sequitur.trigger.event;

import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The Kafka protocol binding of CloudEvents 1.0: binary and structured mode. */
public final class KafkaBinding {

  /** What stands before an attribute's name in a record's headers. */
  public static final String PREFIX = "ce_";

  private static final String CONTENT_TYPE = "content-type";

  /** What a record holds. */
  public sealed interface Reading {

    /** An event, and its data as a value. */
    record Event(CloudEvent event, @Nullable Object data) implements Reading {}

    /** It is none that can be accepted. */
    record Unreadable(String reason) implements Reading {}
  }

  private KafkaBinding() {}

  /**
   * Reads a record.
   *
   * @param headers names in lower case
   * @param value null on a tombstone, which is an event without data in binary mode
   */
  public static Reading read(Map<String, String> headers, byte @Nullable [] value) {
    var named = headers.get(CONTENT_TYPE);
    var content = named == null ? ContentType.JSON : ContentType.of(named);
    return switch (content) {
      case CLOUD_EVENT -> structured(value);
      case CLOUD_EVENTS -> new Reading.Unreadable("a batch of CloudEvents; one a record is taken");
      case OTHER -> new Reading.Unreadable("its content-type is not JSON in UTF-8");
      // Producers that know nothing of headers send the structured mode all the same.
      case JSON ->
          headers.containsKey(PREFIX + "specversion") ? binary(headers, value) : structured(value);
    };
  }

  private static Reading binary(Map<String, String> headers, byte @Nullable [] value) {
    var attributes = new HashMap<String, String>();
    headers.forEach(
        (name, text) -> {
          if (name.startsWith(PREFIX)) {
            attributes.put(name.substring(PREFIX.length()), text);
          }
        });
    return switch (JsonBody.parse(value == null ? CloudEventsBinding.NO_DATA : value)) {
      case JsonBody.Malformed(String detail) -> new Reading.Unreadable(detail);
      case JsonBody.Parsed body -> {
        var errors = new ArrayList<Violation>();
        var event = CloudEventReader.read("", attributes, body.bytes(), errors);
        yield event == null ? invalid(errors) : new Reading.Event(event, body.value());
      }
    };
  }

  private static Reading structured(byte @Nullable [] value) {
    if (value == null) {
      return new Reading.Unreadable("a tombstone is no CloudEvent");
    }
    return switch (JsonBody.parse(value)) {
      case JsonBody.Malformed(String detail) -> new Reading.Unreadable(detail);
      case JsonBody.Parsed body -> {
        var errors = new ArrayList<Violation>();
        var event = CloudEventsBinding.envelope("", body.value(), errors);
        yield event == null ? invalid(errors) : new Reading.Event(event, data(event));
      }
    };
  }

  private static @Nullable Object data(CloudEvent event) {
    return JsonBody.parse(event.data()) instanceof JsonBody.Parsed parsed ? parsed.value() : null;
  }

  private static Reading invalid(List<Violation> errors) {
    return new Reading.Unreadable(
        "not a CloudEvent: "
            + errors.stream()
                .map(error -> error.pointer() + " " + error.code())
                .collect(Collectors.joining(", ")));
  }
}
