package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Follows compacted topics for a service. */
@ApplicationScoped
public class CompactedLogs {

  private final KafkaConfig config;
  private final TopicSetup topics;
  private final InstantSource clock;
  private final List<CompactedLog<?>> followed = new CopyOnWriteArrayList<>();

  CompactedLogs(KafkaConfig config, TopicSetup topics, InstantSource clock) {
    this.config = config;
    this.topics = topics;
    this.clock = clock;
  }

  /** Follows a topic from its beginning; the listener is called on the log's own thread. */
  public <T> CompactedLog<T> follow(
      Topic topic, RecordReader<T> reader, Duration freshness, CompactedLog.Listener<T> listener) {
    var log = new CompactedLog<>(topic, reader, listener, freshness, config, topics, clock);
    followed.add(log);
    log.start();
    return log;
  }

  /** True once every followed topic was read to its end: the condition for being ready. */
  public boolean areRead() {
    return followed.stream().allMatch(CompactedLog::isRead);
  }

  void stop(@Observes ShutdownEvent ending) {
    followed.forEach(CompactedLog::stop);
  }
}
