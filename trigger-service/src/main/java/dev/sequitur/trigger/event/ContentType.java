package dev.sequitur.trigger.event;

import java.util.Locale;

/** What a request says its body is. */
public enum ContentType {
  /** JSON by its media type; also if nothing is said. */
  JSON,
  /** One CloudEvent in structured mode. */
  CLOUD_EVENT,
  /** A list of CloudEvents. */
  CLOUD_EVENTS,
  /** Anything else: another format, another character set, or compressed. */
  OTHER;

  /** The content of a request, by its headers alone. */
  public static ContentType of(IncomingRequest request) {
    var encoding = request.header("content-encoding");
    if (encoding != null && !encoding.equalsIgnoreCase("identity")) {
      return OTHER;
    }
    var header = request.header("content-type");
    return header == null ? JSON : of(header);
  }

  static ContentType of(String header) {
    var parts = header.toLowerCase(Locale.ROOT).split(";");
    if (parts.length == 0 || !isUtf8(parts)) {
      return OTHER;
    }
    return switch (parts[0].strip()) {
      case "application/json" -> JSON;
      case "application/cloudevents+json" -> CLOUD_EVENT;
      case "application/cloudevents-batch+json" -> CLOUD_EVENTS;
      case String type when type.startsWith("application/cloudevents") -> OTHER;
      case String type -> type.endsWith("+json") ? JSON : OTHER;
    };
  }

  private static boolean isUtf8(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      var parameter = parts[i].replace("\"", "").strip();
      if (parameter.startsWith("charset=")
          && !parameter.equals("charset=utf-8")
          && !parameter.equals("charset=us-ascii")) {
        return false;
      }
    }
    return true;
  }
}
