package dev.sequitur.rule.past;

import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.kafka.ClientAccess;
import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.kit.kafka.RecordHeaders;
import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.ReadEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;

/**
 * The topic {@code events} for those who look back: readers without a group, which commit nothing.
 */
@ApplicationScoped
public class EventLog {

  private static final Duration PATIENCE = Duration.ofSeconds(3);
  private static final Duration POLL = Duration.ofMillis(200);

  /** People who look for a cause ask again within minutes. */
  private static final Duration IDLE = Duration.ofMinutes(2);

  private static final int MANY = 2_000;

  private final KafkaConfig config;
  private final Consumers single;
  private final Map<String, Consumers> windows = new ConcurrentHashMap<>();

  EventLog(KafkaConfig config) {
    this.config = config;
    this.single = consumers("event-explanation", 1);
  }

  /** What is found at a place of the log. */
  public sealed interface Found {}

  /** An event, read as matching reads it. */
  public record Kept(Occurrence event) implements Found {}

  /** A record that no event can be made of; matching has put it into quarantine. */
  public record Unreadable(String reason) implements Found {}

  /** Nothing: the log begins later, or it is not the log of that time. */
  public record Gone() implements Found {}

  /**
   * Reads one record.
   *
   * @throws TransientFaultException if the broker does not answer in time
   */
  public Found at(int partition, long offset) {
    var place = new TopicPartition(Topics.EVENTS.name(), partition);
    return single.use(
        consumer -> {
          try {
            consumer.assign(List.of(place));
            consumer.seek(place, offset);
            return first(consumer, place, offset);
          } catch (OffsetOutOfRangeException e) {
            return new Gone();
          }
        });
  }

  /**
   * Opens a window of the log; to be closed.
   *
   * @param reader who reads, as the broker is told
   */
  public LogWindow open(String reader, LogWindow.Asked asked) {
    var from = windows.computeIfAbsent(reader, name -> consumers(name, MANY));
    var consumer = from.take();
    try {
      return LogWindow.open(consumer, asked, from);
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  @Scheduled(every = "30s", delayed = "30s", concurrentExecution = ConcurrentExecution.SKIP)
  void closeIdle() {
    all().forEach(Consumers::closeIdle);
  }

  @PreDestroy
  void close() {
    all().forEach(Consumers::close);
  }

  private Stream<Consumers> all() {
    return Stream.concat(Stream.of(single), windows.values().stream());
  }

  private Consumers consumers(String clientId, int atMost) {
    return new Consumers(() -> new KafkaConsumer<>(settings(config, clientId, atMost)), IDLE);
  }

  static Map<String, Object> settings(KafkaConfig config, String clientId, int atMost) {
    var settings =
        new HashMap<>(
            ClientAccess.with(config, ClientSettings.reader(config.bootstrapServers(), clientId)));
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, atMost);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    return settings;
  }

  private static Found first(Consumer<byte[], byte[]> consumer, TopicPartition place, long offset) {
    var begun = System.nanoTime();
    while (System.nanoTime() - begun < PATIENCE.toNanos()) {
      var records = consumer.poll(POLL).iterator();
      if (records.hasNext()) {
        var record = records.next();
        return record.offset() == offset ? read(record) : new Gone();
      }
      if (consumer.position(place) > offset) {
        return new Gone();
      }
    }
    throw new TransientFaultException("the log does not answer: " + place + "@" + offset);
  }

  /** Reads a record as matching does. */
  static Found read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return new Kept(
          ReadEvent.of(RecordHeaders.texts(record), record.value())
              .at(record.partition(), record.offset(), Instant.ofEpochMilli(record.timestamp())));
    } catch (UnreadableException e) {
      return new Unreadable(String.valueOf(e.getMessage()));
    } catch (RuntimeException | StackOverflowError e) {
      return new Unreadable("reading it fails: " + e);
    }
  }
}
