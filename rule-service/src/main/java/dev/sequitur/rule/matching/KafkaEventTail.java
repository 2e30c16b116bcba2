package dev.sequitur.rule.matching;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.kafka.ClientAccess;
import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.kit.kafka.RecordHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** Reads the tail of {@code events} with a consumer of its own, when a partition comes. */
@ApplicationScoped
class KafkaEventTail implements EventTail {

  private static final Logger LOG = Logger.getLogger(KafkaEventTail.class);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  private final KafkaConfig config;

  KafkaEventTail(KafkaConfig config) {
    this.config = config;
  }

  @Override
  public void before(int partition, long position, int most, Consumer<AcceptedEvent> each) {
    if (position == 0) {
      return;
    }
    var settings =
        ClientAccess.with(config, ClientSettings.reader(config.bootstrapServers(), "event-tail"));
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      var tail = new TopicPartition(Topics.EVENTS.name(), partition);
      consumer.assign(List.of(tail));
      var first = consumer.beginningOffsets(List.of(tail), PATIENCE).getOrDefault(tail, position);
      consumer.seek(tail, Math.min(position, Math.max(first, position - most)));
      read(consumer, tail, position, each);
    } catch (RuntimeException e) {
      LOG.infof("events before %d on partition %d are not known: %s", position, partition, e);
    }
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition tail,
      long position,
      Consumer<AcceptedEvent> each) {
    var begun = System.nanoTime();
    while (consumer.position(tail, PATIENCE) < position
        && System.nanoTime() - begun < PATIENCE.toNanos()) {
      for (var record : consumer.poll(Duration.ofMillis(200))) {
        if (record.offset() < position) {
          hand(record, each);
        }
      }
    }
  }

  private static void hand(ConsumerRecord<byte[], byte[]> record, Consumer<AcceptedEvent> each) {
    try {
      each.accept(AcceptedEvent.read(RecordHeaders.texts(record), record.value()));
    } catch (UnreadableException e) {
      LOG.debugf("an unreadable event at %d stays unread", record.offset());
    }
  }
}
