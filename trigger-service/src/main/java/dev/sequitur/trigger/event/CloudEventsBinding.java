package dev.sequitur.trigger.event;

import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The HTTP protocol binding of CloudEvents 1.0: binary, structured and batched. */
final class CloudEventsBinding {

  static final byte[] NO_DATA = "null".getBytes(StandardCharsets.UTF_8);
  private static final String PREFIX = "ce-";

  /** What a request holds. */
  sealed interface Reading {

    /** Events, all of which may be accepted. */
    record Events(List<CloudEvent> events, boolean batch) implements Reading {}

    /** It is refused as a whole. */
    record Refused(ProblemCode code, String detail, List<Violation> errors) implements Reading {}
  }

  private CloudEventsBinding() {}

  static Reading read(IncomingRequest request) {
    return switch (ContentType.of(request)) {
      case CLOUD_EVENT -> structured(request.body(), false);
      case CLOUD_EVENTS -> structured(request.body(), true);
      case JSON -> binary(request);
      case OTHER ->
          refused(
              TriggerProblem.CONTENT_NOT_JSON,
              "Send a CloudEvent with JSON data, or application/cloudevents+json, or"
                  + " application/cloudevents-batch+json; in UTF-8 and not compressed.");
    };
  }

  private static Reading binary(IncomingRequest request) {
    var errors = new ArrayList<Violation>();
    var attributes = new HashMap<String, String>();
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (name.startsWith(PREFIX)) {
                attributes.put(name.substring(PREFIX.length()), Percent.decode(value));
              }
            });
    var data = NO_DATA;
    if (request.body().length > 0) {
      switch (JsonBody.parse(request.body())) {
        case JsonBody.Parsed body -> data = body.bytes();
        case JsonBody.Malformed(String detail) -> {
          return refused(TriggerProblem.BODY_NOT_JSON, detail);
        }
      }
    }
    var event = CloudEventReader.read("", attributes, data, errors);
    return reading(event == null ? List.of() : List.of(event), errors, false);
  }

  private static Reading structured(byte[] body, boolean batch) {
    return switch (JsonBody.parse(body)) {
      case JsonBody.Malformed(String detail) -> refused(TriggerProblem.BODY_NOT_JSON, detail);
      case JsonBody.Parsed parsed -> batch ? batch(parsed.value()) : single(parsed.value());
    };
  }

  private static Reading single(@Nullable Object value) {
    var errors = new ArrayList<Violation>();
    var event = envelope("", value, errors);
    return reading(event == null ? List.of() : List.of(event), errors, false);
  }

  private static Reading batch(@Nullable Object value) {
    var errors = new ArrayList<Violation>();
    if (!(value instanceof List<?> envelopes)) {
      errors.add(new Violation("", "WRONG_TYPE", "a list of events is expected"));
      return reading(List.of(), errors, true);
    }
    var events = new ArrayList<CloudEvent>();
    for (int i = 0; i < envelopes.size(); i++) {
      var event = envelope("/" + i, envelopes.get(i), errors);
      if (event != null) {
        events.add(event);
      }
    }
    return reading(events, errors, true);
  }

  /** Reads the JSON form of one event; what is wrong is then among the errors. */
  static @Nullable CloudEvent envelope(
      String pointer, @Nullable Object value, List<Violation> errors) {
    if (!(value instanceof Map<?, ?> members)) {
      errors.add(new Violation(pointer, "WRONG_TYPE", "an event is an object"));
      return null;
    }
    var attributes = new HashMap<String, @Nullable Object>();
    members.forEach((name, member) -> attributes.put(String.valueOf(name), member));
    attributes.remove("data");
    attributes.remove("data_base64");
    var before = errors.size();
    var data = data(pointer, members, errors);
    var event = CloudEventReader.read(pointer, attributes, data, errors);
    return errors.size() == before ? event : null;
  }

  private static byte[] data(String pointer, Map<?, ?> members, List<Violation> errors) {
    if (members.get("data_base64") == null) {
      var data = members.get("data");
      return data == null ? NO_DATA : JsonValues.write(data).getBytes(StandardCharsets.UTF_8);
    }
    if (members.containsKey("data")) {
      errors.add(new Violation(pointer + "/data", "AMBIGUOUS", "either data or data_base64"));
      return NO_DATA;
    }
    if (members.get("data_base64") instanceof String text
        && JsonBody.parse(decoded(text)) instanceof JsonBody.Parsed parsed) {
      return parsed.bytes();
    }
    errors.add(
        new Violation(pointer + "/data_base64", "CONTENT_NOT_JSON", "must be JSON in base64"));
    return NO_DATA;
  }

  private static byte[] decoded(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static Reading reading(List<CloudEvent> events, List<Violation> errors, boolean batch) {
    return errors.isEmpty()
        ? new Reading.Events(events, batch)
        : new Reading.Refused(
            TriggerProblem.EVENT_INVALID,
            batch ? "Nothing of the batch was accepted." : TriggerProblem.EVENT_INVALID.title(),
            errors);
  }

  private static Reading refused(ProblemCode code, String detail) {
    return new Reading.Refused(code, detail, List.of());
  }
}
