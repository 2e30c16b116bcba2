package dev.sequitur.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The headers of a record, one alone or all as texts. */
public final class RecordHeaders {

  private RecordHeaders() {}

  /** All that have a value; of several with one name the last. */
  public static Map<String, String> texts(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>(24);
    for (var header : record.headers()) {
      if (header.value() != null) {
        headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  /** Whether a header has a value; without making a text of it. */
  public static boolean is(ConsumerRecord<byte[], byte[]> record, String name, byte[] value) {
    var header = record.headers().lastHeader(name);
    return header != null && Arrays.equals(header.value(), value);
  }

  /** A header as text; empty if there is none. */
  public static String text(ConsumerRecord<byte[], byte[]> record, String name) {
    var header = record.headers().lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
