package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.UnreadableException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Makes a batch of raw records; those that cannot be read go to quarantine, the others go on. */
final class BatchReader<T> {

  private final HopSpec<T> spec;
  private final Quarantine quarantine;
  private final HeaderTexts texts = new HeaderTexts();

  BatchReader(HopSpec<T> spec, Quarantine quarantine) {
    this.spec = spec;
    this.quarantine = quarantine;
  }

  Batch<T> read(List<ConsumerRecord<byte[], byte[]>> raw) {
    var readable = new ArrayList<Received<T>>(raw.size());
    var next = new HashMap<TopicPartition, Long>();
    for (var record : raw) {
      next.put(new TopicPartition(record.topic(), record.partition()), record.offset() + 1);
      try {
        read(record, readable);
      } catch (UnreadableException e) {
        quarantine.put(spec.name(), record, String.valueOf(e.getMessage()));
      } catch (RuntimeException | StackOverflowError e) {
        // A reader has nothing but the record: what fails once fails each time.
        quarantine.put(spec.name(), record, "reading it fails: " + e);
      }
    }
    return new Batch<>(readable, next);
  }

  private void read(ConsumerRecord<byte[], byte[]> record, List<Received<T>> readable) {
    var headers = texts.of(record);
    var value = spec.reader().read(headers, record.value());
    if (value != null) {
      readable.add(
          new Received<>(
              value,
              record.topic(),
              record.partition(),
              record.offset(),
              Instant.ofEpochMilli(record.timestamp()),
              headers.get(Headers.TRACE_PARENT)));
    }
  }
}
