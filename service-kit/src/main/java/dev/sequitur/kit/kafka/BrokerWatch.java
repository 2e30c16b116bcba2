package dev.sequitur.kit.kafka;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jboss.logging.Logger;

/**
 * Whether the broker answers. Asked every few seconds, because the clients of a hop say nothing
 * while they wait for a broker that has gone.
 */
@ApplicationScoped
public class BrokerWatch {

  private static final Logger LOG = Logger.getLogger(BrokerWatch.class);
  private static final int ANSWER_WITHIN_MILLIS = 2_500;

  /** A broker that restarts in good order is not gone. */
  private static final long SILENCE_NANOS = Duration.ofSeconds(10).toNanos();

  private final Admin admin;
  private final LongSupplier nanoTime;
  private volatile long answeredAt;
  private volatile boolean everAnswered;

  @Inject
  BrokerWatch(KafkaConfig config) {
    this(ClientAccess.of(config), System::nanoTime);
  }

  BrokerWatch(Map<String, Object> access, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    var settings = new HashMap<>(access);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    this.admin = Admin.create(settings);
  }

  /** True if the broker has answered within the last ten seconds. */
  public boolean answers() {
    return everAnswered && nanoTime.getAsLong() - answeredAt < SILENCE_NANOS;
  }

  @Scheduled(every = "3s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    try {
      admin.describeCluster().clusterId().get(2L * ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
      answeredAt = nanoTime.getAsLong();
      everAnswered = true;
    } catch (ExecutionException | TimeoutException e) {
      LOG.debugf("the broker does not answer: %s", e.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @PreDestroy
  void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
