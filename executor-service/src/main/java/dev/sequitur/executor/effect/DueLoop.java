package dev.sequitur.executor.effect;

import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.restore.Restoration;
import dev.sequitur.kit.kafka.Faults;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * The clockwork of effects: takes up at the start what this replica left open, then looks for due
 * work at each tick, and at once when places become free. At the end it lets calls in flight finish
 * and writes their outcomes down.
 */
@ApplicationScoped
public class DueLoop {

  private static final Logger LOG = Logger.getLogger(DueLoop.class);
  private static final Duration DRAIN_WITHIN = Duration.ofSeconds(15);
  private static final int WORTH_A_CLAIM = 32;
  private static final long SLOW_NANOS = 1_000_000_000;

  private final DuePoller poller;
  private final Restoration restoration;
  private final Prerequisites prerequisites;
  private final Settlements settlements;
  private final Backlog backlog;
  private final Lanes lanes;
  private final ExecutorConfig config;
  private final Semaphore nudges = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().name("due").unstarted(this::run);
  private volatile boolean stopping;
  private volatile boolean hungry;
  private long slowAt = System.nanoTime();

  DueLoop(
      DuePoller poller,
      Restoration restoration,
      Prerequisites prerequisites,
      Settlements settlements,
      Backlog backlog,
      Lanes lanes,
      ExecutorConfig config) {
    this.poller = poller;
    this.restoration = restoration;
    this.prerequisites = prerequisites;
    this.settlements = settlements;
    this.backlog = backlog;
    this.lanes = lanes;
    this.config = config;
  }

  void start(@Observes @Priority(100) StartupEvent starting) {
    settlements.start(this::placesAreFree);
    thread.start();
  }

  /** After the hops have ended and before what is used here is closed. */
  void stop(@Observes @Priority(20) ShutdownEvent ending) throws InterruptedException {
    stopping = true;
    nudge();
    thread.join(Duration.ofSeconds(5));
    var until = System.nanoTime() + DRAIN_WITHIN.toNanos();
    while (lanes.inFlight() > 0 && System.nanoTime() < until) {
      lanes.awaitRelease(100);
    }
    settlements.stop(Duration.ofSeconds(5));
  }

  /** Looks for due work now. */
  public void nudge() {
    nudges.release();
  }

  /** While there was more than places, each place that becomes free is worth a look. */
  private void placesAreFree() {
    if (hungry && lanes.free() >= WORTH_A_CLAIM) {
      nudge();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        recoverOnce();
        tick();
        if (nudges.tryAcquire(config.pollEvery().toMillis(), TimeUnit.MILLISECONDS)) {
          nudges.drainPermits();
        }
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("looking for due work is tried again: %s", e.toString());
        pause();
      }
    }
  }

  private void recoverOnce() {
    // What is taken up after a restored database depends on what the log knows of it.
    if (!backlog.isRecovered() && prerequisites.areMet()) {
      restoration.perform();
      try {
        takeOwn();
      } catch (RuntimeException e) {
        if (Faults.isTransient(e)) {
          throw e;
        }
        // A row that cannot be taken up must not keep all others waiting; its lease lapses.
        LOG.error("not all that was under way could be taken up", e);
      }
      backlog.recovered();
    }
  }

  private void takeOwn() {
    var taken = 0;
    for (int more = poller.takeOwn(); more > 0; more = poller.takeOwn()) {
      taken += more;
    }
    LOG.infof("took up %d effects that were under way when this replica ended", taken);
  }

  private void tick() {
    if (!prerequisites.areMet()) {
      return;
    }
    hungry = poller.poll();
    if (!hungry) {
      backlog.nothingDue();
    }
    if (System.nanoTime() - slowAt >= 0) {
      slowAt = System.nanoTime() + SLOW_NANOS;
      poller.takeLapsed();
      poller.giveUpOverdue();
    }
  }

  private void pause() {
    try {
      Thread.sleep(500);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
