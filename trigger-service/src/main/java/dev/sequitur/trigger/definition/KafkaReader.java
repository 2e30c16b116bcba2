package dev.sequitur.trigger.definition;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code kafka}: which topic, what its records are, and from where on. */
final class KafkaReader {

  /** Kafka's own rule for names of topics. */
  private static final Pattern TOPIC = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  private static final int CONNECTION_LIMIT = 100;

  private KafkaReader() {}

  static @Nullable Source read(Fields kafka) {
    kafka.only("topic", "format", "from", "connection");
    var topic = topic(kafka);
    var format = format(kafka);
    var from = from(kafka);
    var connection = connection(kafka);
    return topic == null || format == null || from == null
        ? null
        : new Source.Kafka(topic, format, from, connection);
  }

  private static @Nullable String topic(Fields kafka) {
    var topic = kafka.text("topic");
    if (topic == null) {
      return null;
    }
    if (!TOPIC.matcher(topic).matches() || topic.equals(".") || topic.equals("..")) {
      kafka.error("topic", "INVALID_TOPIC", "1 to 249 of a-z, A-Z, 0-9, dot, - and _");
      return null;
    }
    // What the platform says to itself would come round again as events; on any cluster, because
    // a connection may lead to the platform's own.
    if (topic.startsWith("sequitur.") || topic.startsWith("__")) {
      kafka.error("topic", "INTERNAL_TOPIC", "topics that begin with sequitur. or __ are internal");
      return null;
    }
    return topic;
  }

  private static @Nullable KafkaFormat format(Fields kafka) {
    var text = kafka.text("format");
    if (text == null) {
      return null;
    }
    var format =
        Arrays.stream(KafkaFormat.values()).filter(known -> known.key().equals(text)).findFirst();
    if (format.isEmpty()) {
      kafka.error("format", "UNKNOWN_FORMAT", "known: " + formats());
    }
    return format.orElse(null);
  }

  private static String formats() {
    return Arrays.stream(KafkaFormat.values())
        .map(KafkaFormat::key)
        .collect(Collectors.joining(", "));
  }

  private static @Nullable StartFrom from(Fields kafka) {
    var text = kafka.optionalText("from");
    if (text == null) {
      return kafka.has("from") ? null : new StartFrom.Now();
    }
    var from =
        switch (text) {
          case "now" -> Optional.of(new StartFrom.Now());
          case "earliest" -> Optional.of(new StartFrom.Earliest());
          default -> instant(text).map(StartFrom.At::new);
        };
    if (from.isEmpty()) {
      kafka.error("from", "INVALID_START", "now, earliest, or an instant of RFC 3339");
      return null;
    }
    return from.get();
  }

  private static Optional<Instant> instant(String text) {
    try {
      var instant = OffsetDateTime.parse(text).toInstant();
      // Kafka counts milliseconds since 1970.
      return instant.isBefore(Instant.EPOCH) || instant.getEpochSecond() > Integer.MAX_VALUE * 4L
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static @Nullable String connection(Fields kafka) {
    var connection = kafka.optionalText("connection");
    if (connection != null && (connection.isBlank() || connection.length() > CONNECTION_LIMIT)) {
      kafka.error("connection", "INVALID_TEXT", "1 to " + CONNECTION_LIMIT + " characters");
      return null;
    }
    return connection;
  }
}
