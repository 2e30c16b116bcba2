package dev.sequitur.trigger.event;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.Outgoing;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/**
 * The topic of accepted events, written from event loops.
 *
 * <p>The producer blocks its caller for up to a second while it does not know the topic: at the
 * start, and when the broker has been away. That must not happen on an event loop, so there is a
 * gate: it opens once the producer knows the topic, and the first append that blocks closes it.
 * While it is closed appends fail at once, and a thread of its own waits for the broker.
 */
@Startup
@ApplicationScoped
public class EventLog {

  private static final Logger LOG = Logger.getLogger(EventLog.class);
  private static final long BLOCKED_NANOS = Duration.ofMillis(200).toNanos();
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final Outgoing outgoing;
  private final Timer latency;
  private final AtomicBoolean waiting = new AtomicBoolean();
  private volatile boolean open;
  private volatile boolean ending;

  EventLog(Outgoing outgoing, MeterRegistry meters) {
    this.outgoing = outgoing;
    this.latency = meters.timer("sequitur.trigger.produce");
  }

  /** Opens the gate as soon as the broker answers; to be called at the start. */
  public void open() {
    if (waiting.compareAndSet(false, true)) {
      Thread.ofVirtual().name("event-log-gate").start(this::awaitBroker);
    }
  }

  /**
   * Appends one record.
   *
   * @return completes on any thread when the broker has acknowledged it, or exceptionally within 11
   *     s; it may then be stored all the same
   */
  public CompletableFuture<?> append(Message message) {
    if (!open) {
      return CompletableFuture.failedFuture(new TimeoutException("the broker does not answer"));
    }
    long start = System.nanoTime();
    var acknowledged = outgoing.send(message);
    if (System.nanoTime() - start > BLOCKED_NANOS) {
      LOG.warn("the producer blocked: events are refused until the broker answers");
      open = false;
      open();
    }
    return acknowledged.whenComplete(
        (_, failure) -> {
          if (failure == null) {
            latency.record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
          }
        });
  }

  /** Appends all; completes when all are acknowledged, fails if any one failed. */
  public CompletableFuture<?> append(List<Message> messages) {
    return messages.size() == 1
        ? append(messages.getFirst())
        : CompletableFuture.allOf(
            messages.stream().map(this::append).toArray(CompletableFuture<?>[]::new));
  }

  void end(@Observes ShutdownEvent shutdown) {
    ending = true;
  }

  private void awaitBroker() {
    try {
      while (!ending && !outgoing.knows(Topics.EVENTS)) {
        Thread.sleep(PAUSE);
      }
      open = true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      waiting.set(false);
    }
  }
}
