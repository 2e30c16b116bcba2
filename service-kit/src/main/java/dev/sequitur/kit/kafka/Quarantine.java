package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;

/**
 * Puts records that cannot be read aside, raw, with where they stood and why; nothing is dropped.
 */
@ApplicationScoped
public class Quarantine {

  private static final Logger LOG = Logger.getLogger(Quarantine.class);
  private static final int MAX_REASON = 500;
  private static final int MAX_VALUE = ClientSettings.MAX_REQUEST_BYTES - 64 * 1024;

  private final Outgoing outgoing;
  private final MeterRegistry metrics;

  Quarantine(Outgoing outgoing, MeterRegistry metrics) {
    this.outgoing = outgoing;
    this.metrics = metrics;
  }

  /** Returns when the broker has acknowledged the copy. */
  public void put(String hop, ConsumerRecord<byte[], byte[]> record, String reason) {
    outgoing.sendAll(List.of(message(hop, record, reason)));
    metrics.counter("sequitur.quarantined", "hop", hop).increment();
    LOG.warnf(
        "hop %s put %s-%d@%d into quarantine: %s",
        hop, record.topic(), record.partition(), record.offset(), reason);
  }

  private static Message message(String hop, ConsumerRecord<byte[], byte[]> record, String reason) {
    Map<String, String> headers = new HashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(
                    header.key(),
                    header.value() == null
                        ? ""
                        : new String(header.value(), StandardCharsets.UTF_8)));
    headers.put(Headers.QUARANTINE_TOPIC, record.topic());
    headers.put(Headers.QUARANTINE_PARTITION, Integer.toString(record.partition()));
    headers.put(Headers.QUARANTINE_OFFSET, Long.toString(record.offset()));
    headers.put(Headers.QUARANTINE_HOP, hop);
    headers.put(
        Headers.QUARANTINE_REASON, reason.substring(0, Math.min(reason.length(), MAX_REASON)));
    var key = record.topic() + "/" + record.partition() + "/" + record.offset();
    var value = record.value() == null ? new byte[0] : record.value();
    if (value.length > MAX_VALUE) {
      // A copy that the producer refuses would stop the partition for ever. The whole record stays
      // where it came from for as long as that topic is kept.
      headers.put(Headers.QUARANTINE_LENGTH, Integer.toString(value.length));
      value = Arrays.copyOf(value, MAX_VALUE);
    }
    return new Message(Topics.QUARANTINE.name(), key, value, headers);
  }
}
