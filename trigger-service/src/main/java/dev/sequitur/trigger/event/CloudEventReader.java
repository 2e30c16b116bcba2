package dev.sequitur.trigger.event;

import dev.sequitur.kit.problem.Violation;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attributes of a CloudEvent (version 1.0) strictly, and names everything that is wrong.
 * The data is none of its business.
 */
final class CloudEventReader {

  private static final int EXTENSIONS_LIMIT = 20;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]{1,64}");

  /** Ours on the topic: nobody else may say them. */
  private static final Set<String> RESERVED =
      Set.of("workspace", "trigger", "triggerversion", "hops", "followruns", "chain");

  private static final Set<String> KNOWN =
      Set.of(
          "specversion",
          "id",
          "source",
          "type",
          "subject",
          "time",
          "datacontenttype",
          "partitionkey");

  /** Travel in headers of their own. */
  private static final Set<String> TRACE = Set.of("traceparent", "tracestate");

  private final String pointer;
  private final Map<String, ?> attributes;
  private final List<Violation> errors;

  private CloudEventReader(String pointer, Map<String, ?> attributes, List<Violation> errors) {
    this.pointer = pointer;
    this.attributes = attributes;
    this.errors = errors;
  }

  /**
   * Reads one event; null if something is wrong with it, which is then among the errors.
   *
   * @param pointer where it stands in the document
   * @param attributes by their names, without data
   */
  static @Nullable CloudEvent read(
      String pointer, Map<String, ?> attributes, byte[] data, List<Violation> errors) {
    var before = errors.size();
    var event = new CloudEventReader(pointer, attributes, errors).event(data);
    return errors.size() == before ? event : null;
  }

  private @Nullable CloudEvent event(byte[] data) {
    specVersion();
    var id = required("id");
    var source = required("source");
    var type = type();
    var subject = text("subject");
    var time = time();
    var key = text("partitionkey");
    contentType();
    var extensions = extensions();
    return id == null || source == null || type == null
        ? null
        : new CloudEvent(id, source, type, subject, time, key, extensions, data);
  }

  private void specVersion() {
    var version = required("specversion");
    if (version != null && !version.equals("1.0")) {
      error("specversion", "UNKNOWN_VERSION", "must be 1.0");
    }
  }

  private @Nullable String type() {
    var type = required("type");
    if (type != null && Attributes.isReserved(type)) {
      error("type", "RESERVED_TYPE", "types that begin with dev.sequitur. are the product's");
    }
    return type;
  }

  private @Nullable Instant time() {
    var text = text("time");
    if (text == null) {
      return null;
    }
    var time = Attributes.time(text);
    if (time.isEmpty()) {
      error("time", "INVALID_TIME", "a time of RFC 3339 is expected");
    }
    return time.orElse(null);
  }

  private void contentType() {
    var type = text("datacontenttype");
    if (type != null && ContentType.of(type) == ContentType.OTHER) {
      error("datacontenttype", "CONTENT_NOT_JSON", "data must be JSON");
    }
  }

  private Map<String, String> extensions() {
    var extensions = new HashMap<String, String>();
    for (var name : attributes.keySet()) {
      if (KNOWN.contains(name) || TRACE.contains(name)) {
        continue;
      }
      if (RESERVED.contains(name)) {
        error(name, "RESERVED_ATTRIBUTE", "this attribute is the product's");
      } else if (!NAME.matcher(name).matches()) {
        error(name, "INVALID_NAME", "attributes have names of a-z and 0-9");
      } else {
        var value = text(name);
        if (value != null) {
          extensions.put(name, value);
        }
      }
    }
    if (extensions.size() > EXTENSIONS_LIMIT) {
      errors.add(new Violation(pointer, "TOO_MANY_ATTRIBUTES", "at most 20 extension attributes"));
    }
    return extensions;
  }

  private @Nullable String required(String name) {
    if (attributes.get(name) == null) {
      error(name, "MISSING", name + " is required");
      return null;
    }
    return text(name);
  }

  private @Nullable String text(String name) {
    var value = attributes.get(name);
    if (value == null) {
      return null;
    }
    // Extensions may be truth values and integers; everything else in the standard is a text.
    if (!(value instanceof String) && (KNOWN.contains(name) || value instanceof Double)) {
      error(name, "WRONG_TYPE", "a text is expected here");
      return null;
    }
    var text = Attributes.text(value);
    if (text.isEmpty()) {
      error(name, "WRONG_TYPE", "a text, a whole number or a truth value is expected here");
      return null;
    }
    if (!Attributes.isText(text.get())) {
      error(
          name,
          "INVALID_TEXT",
          "1 to " + Attributes.TEXT_LIMIT + " characters without control characters");
      return null;
    }
    return text.get();
  }

  private void error(String name, String code, String detail) {
    var token = name.replace("~", "~0").replace("/", "~1");
    errors.add(new Violation(pointer + "/" + token, code, detail));
  }
}
