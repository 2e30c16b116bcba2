package dev.sequitur.contracts;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The CloudEvents envelope of our own records. */
final class Envelope {

  private Envelope() {}

  static Message message(
      Topic topic,
      String key,
      String type,
      String source,
      String workspace,
      Object body,
      @Nullable String traceParent) {
    return message(topic, key, type, source, workspace, Wire.write(body), traceParent);
  }

  static Message message(
      Topic topic,
      String key,
      String type,
      String source,
      String workspace,
      byte[] body,
      @Nullable String traceParent) {
    Map<String, String> headers = new HashMap<>(12);
    headers.put(Headers.SPEC_VERSION, "1.0");
    headers.put(Headers.CONTENT_TYPE, "application/json");
    headers.put(Headers.ID, key);
    headers.put(Headers.TYPE, type);
    headers.put(Headers.SOURCE, source);
    headers.put(Headers.WORKSPACE, workspace);
    if (traceParent != null) {
      headers.put(Headers.TRACE_PARENT, traceParent);
    }
    return new Message(topic.name(), key, body, headers);
  }
}
