package dev.sequitur.executor.action.kafka;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import dev.sequitur.executor.action.Text;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code kafka.publish@1}.
 *
 * @param connection null = the cluster that this product runs on
 * @param value the record's value; null deletes in a compacted topic
 * @param json true if the value is JSON, false if it is a text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record KafkaArguments(
    @Nullable String connection,
    String topic,
    @Nullable String key,
    Map<String, String> headers,
    byte @Nullable [] value,
    boolean json,
    @Nullable Delivery delivery,
    @Nullable Duration timeout)
    implements Arguments {

  static final Set<String> DELIVERIES = Set.of("AT_MOST_ONCE", "AT_LEAST_ONCE");
  static final int MOST_BYTES = 1024 * 1024;
  private static final int MOST_HEADERS = 50;

  /** Headers that say which effect the record comes from. */
  private static final Set<String> OURS = Set.of("ce_id", "ce_specversion", "traceparent");

  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  static KafkaArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var connection = reader.value("connection") == null ? null : reader.text("connection", "");
    var value = reader.value("value");
    if (!with.containsKey("value")) {
      reader.wrong("/value", "REQUIRED", "is required; null deletes in a compacted topic");
    }
    if (Text.holdsSecret(value)) {
      reader.wrong("/value", "VALUE", "must hold no secret: records are kept and read by others");
    }
    var delivery = reader.word("delivery", DELIVERIES);
    var arguments =
        new KafkaArguments(
            connection,
            topic(reader),
            key(reader),
            headers(reader),
            bytes(reader, value),
            !(value instanceof String),
            delivery == null ? null : Delivery.valueOf(delivery),
            reader.duration("timeout"));
    reader.finish();
    return arguments;
  }

  private static String topic(ArgumentReader reader) {
    var topic = reader.text("topic", "");
    if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
      reader.wrong("/topic", "VALUE", "must be a topic's name");
    } else if (topic.toLowerCase(Locale.ROOT).startsWith("sequitur.") || topic.startsWith("__")) {
      reader.wrong("/topic", "VALUE", "topics of the product and of Kafka itself are not written");
    }
    return topic;
  }

  private static @Nullable String key(ArgumentReader reader) {
    var given = reader.value("key");
    if (given == null) {
      return null;
    }
    if (Text.of(given) instanceof Text.Plain(var text)) {
      return text;
    }
    reader.wrong("/key", "TYPE", "must be a text");
    return null;
  }

  private static Map<String, String> headers(ArgumentReader reader) {
    var given = reader.object("headers");
    if (given.size() > MOST_HEADERS) {
      reader.wrong("/headers", "LENGTH", "must be at most " + MOST_HEADERS);
    }
    var headers = new LinkedHashMap<String, String>();
    given.forEach(
        (name, value) -> {
          if (name.isEmpty() || OURS.contains(name.toLowerCase(Locale.ROOT))) {
            reader.wrong("/headers", "VALUE", "names a header that cannot be set");
          } else if (Text.of(value) instanceof Text.Plain(var text)) {
            headers.put(name, text);
          } else {
            reader.wrong("/headers", "TYPE", "holds a value that is no text");
          }
        });
    return headers;
  }

  private static byte @Nullable [] bytes(ArgumentReader reader, @Nullable Object value) {
    if (value == null) {
      return null;
    }
    var bytes =
        value instanceof String text ? text.getBytes(StandardCharsets.UTF_8) : Wire.write(value);
    if (bytes.length > MOST_BYTES) {
      reader.wrong("/value", "LENGTH", "must have at most " + MOST_BYTES + " bytes");
    }
    return bytes;
  }

  @Override
  public String host() {
    return connection == null ? "kafka" : "connection:" + connection;
  }
}
