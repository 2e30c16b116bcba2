package dev.sequitur.kit.kafka;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * The headers of one record after the other as texts, as {@link RecordHeaders#texts} gives them.
 * Most of them say the same as the record's before: then they are the same texts, made and hashed
 * once. For one thread.
 */
final class HeaderTexts {

  /** More headers are read as well, each by itself. */
  private static final int REMEMBERED = 24;

  private final byte[][] values = new byte[REMEMBERED][0];
  private final String[] texts = new String[REMEMBERED];

  HeaderTexts() {
    Arrays.fill(texts, "");
  }

  Map<String, String> of(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>(REMEMBERED);
    int place = 0;
    for (var header : record.headers()) {
      var value = header.value();
      if (value != null) {
        headers.put(header.key(), place < REMEMBERED ? text(value, place) : text(value));
      }
      place++;
    }
    return headers;
  }

  private String text(byte[] value, int place) {
    if (!Arrays.equals(value, values[place])) {
      values[place] = value;
      texts[place] = text(value);
    }
    return texts[place];
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }
}
