package dev.sequitur.kit.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;

/**
 * One hop: a thread that reads batches, has them handled, and commits their offsets afterwards. A
 * handler that fails is asked again until it succeeds; meanwhile the member stays in its group.
 */
public final class Hop<T> {

  private static final Logger LOG = Logger.getLogger(Hop.class);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(20);

  /** More than a window holds on one machine: it is the time that ends it. */
  private static final int GATHERED_BYTES = 4 * 1024 * 1024;

  private static final long RECONNECT_PAUSE_MILLIS = 500;

  private final HopSpec<T> spec;
  private final KafkaConfig config;
  private final TopicSetup topics;
  private final Quarantine quarantine;
  private final HopMetrics metrics;
  private final Thread thread;
  private final Gaps gaps = new Gaps();
  private volatile boolean stopping;
  private volatile boolean assigned;

  Hop(
      HopSpec<T> spec,
      KafkaConfig config,
      TopicSetup topics,
      Quarantine quarantine,
      HopMetrics metrics) {
    this.spec = spec;
    this.config = config;
    this.topics = topics;
    this.quarantine = quarantine;
    this.metrics = metrics;
    this.thread = Thread.ofPlatform().name("hop-" + spec.name()).unstarted(this::run);
  }

  public String name() {
    return spec.name();
  }

  /** True once the group has given this member its share for the first time. */
  public boolean isReady() {
    return assigned;
  }

  /** Ranges that are lost because the topic was kept shorter than this hop was away. */
  public Map<String, String> gaps() {
    return gaps.all();
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
  }

  void awaitStop() {
    try {
      if (!thread.join(STOP_WITHIN)) {
        LOG.warnf("hop %s did not end within %s; interrupting it", spec.name(), STOP_WITHIN);
        thread.interrupt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean isStopping() {
    return stopping;
  }

  void assigned() {
    assigned = true;
  }

  private void run() {
    while (!stopping) {
      try {
        topics.ensure();
        session();
      } catch (WakeupException | InterruptException | InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("hop %s begins anew: %s", spec.name(), e.toString());
        LOG.debug("cause", e);
        pause();
      } catch (Error e) {
        // A hop that ended silently would be a wedge that still reports itself as ready.
        LOG.errorf(e, "hop %s begins anew", spec.name());
        pause();
      }
    }
  }

  private void session() {
    var clientId = config.instanceId().orElse("replica") + "-" + spec.name();
    var settings =
        ClientAccess.with(
            config, ClientSettings.groupMember(config.bootstrapServers(), spec.group(), clientId));
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, spec.atMost());
    config.instanceId().ifPresent(id -> settings.put("group.instance.id", clientId));
    if (spec.isPatient()) {
      settings.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, GATHERED_BYTES);
      settings.put(
          ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, Math.toIntExact(spec.gather().toMillis()));
    }
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      new HopSession<>(this, spec, consumer, quarantine, gaps, metrics).run();
    }
  }

  private void pause() {
    try {
      Thread.sleep(RECONNECT_PAUSE_MILLIS);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
