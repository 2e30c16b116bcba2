package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.TriggerConfig;
import dev.sequitur.trigger.definition.KafkaFormat;
import dev.sequitur.trigger.kafka.domain.Decision;
import dev.sequitur.trigger.kafka.domain.Decoded;
import dev.sequitur.trigger.kafka.domain.SourceRecord;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Decides what becomes of records: each is decoded once a format, whoever reads it. */
@ApplicationScoped
class Intake {

  private static final Logger LOG = Logger.getLogger(Intake.class);

  private final int limit;

  Intake(TriggerConfig config) {
    this.limit = config.bodyLimit();
  }

  /**
   * Decides; nothing is said yet.
   *
   * @param given in the order of the records
   */
  Taking decide(String topicId, List<Given> given) {
    var taking = new Taking();
    var decoded = new EnumMap<KafkaFormat, Decoded>(KafkaFormat.class);
    ConsumerRecord<byte[], byte[]> current = null;
    for (var one : given) {
      if (one.record() != current) {
        current = one.record();
        decoded.clear();
      }
      var known = decoded.get(one.format());
      if (known == null) {
        known = decode(topicId, one);
        decoded.put(one.format(), known);
        if (known instanceof Decoded.Unreadable(String reason)) {
          taking.unreadable(one.record(), reason);
        }
      }
      if (known instanceof Decoded.Readable readable) {
        taking.decided(one, decision(one, readable));
      } else {
        taking.unread(one);
      }
    }
    return taking;
  }

  private static Decision decision(Given given, Decoded.Readable readable) {
    try {
      return Decision.of(given.trigger(), readable);
    } catch (RuntimeException | StackOverflowError e) {
      LOG.errorf(e, "trigger %s fails on a record", given.trigger().uid());
      return new Decision.Refused("/spec", "INTERNAL_ERROR", "deciding fails; see the log");
    }
  }

  private Decoded decode(String topicId, Given given) {
    try {
      return Decoded.of(sourceRecord(topicId, given.record()), given.format(), limit);
    } catch (RuntimeException | StackOverflowError e) {
      // It has nothing but the record: what fails once fails each time.
      return new Decoded.Unreadable("reading it fails: " + e);
    }
  }

  private static SourceRecord sourceRecord(String topicId, ConsumerRecord<byte[], byte[]> record) {
    return new SourceRecord(
        record.topic(),
        topicId,
        record.partition(),
        record.offset(),
        headers(record),
        text(record.key()),
        record.value());
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    for (var header : record.headers()) {
      if (header.value() != null) {
        headers.put(
            header.key().toLowerCase(Locale.ROOT),
            new String(header.value(), StandardCharsets.UTF_8));
      }
    }
    return headers;
  }

  private static @Nullable String text(byte @Nullable [] key) {
    try {
      return key == null
          ? null
          : StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString();
    } catch (CharacterCodingException e) {
      return null;
    }
  }
}
