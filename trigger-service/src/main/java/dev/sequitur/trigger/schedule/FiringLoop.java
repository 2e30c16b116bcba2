package dev.sequitur.trigger.schedule;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.trigger.TriggerConfig;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Fires schedules when they are due. Any number of replicas may do so; without a database each
 * waits for it.
 */
@ApplicationScoped
class FiringLoop {

  private static final Logger LOG = Logger.getLogger(FiringLoop.class);

  /** What another replica, or a publication, has brought meanwhile is noticed within this. */
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /** What is due and was not claimed is in another replica's hands, which may be paused. */
  private static final long PAUSE_WHILE_HELD_MILLIS = 50;

  private final PathDatabase database;
  private final Enactment enactment;
  private final Firing firing;
  private final Semaphore signal = new Semaphore(0);
  private final Thread thread = Thread.ofPlatform().name("schedules").unstarted(this::run);
  private volatile boolean ends;
  private boolean isAway;

  FiringLoop(
      PathDatabase database, Compiled compiled, FiringMetrics metrics, TriggerConfig config) {
    var schedules = config.schedules();
    var limits =
        new FiringLimits(
            schedules.grace(), schedules.schedulesAtOnce(), schedules.instantsAtOnce());
    this.database = database;
    this.enactment = new Enactment(database, compiled);
    this.firing = new Firing(database, compiled, limits, metrics);
  }

  void start(@Observes StartupEvent starting) {
    thread.start();
  }

  // Before the outbox and the producer, which the last transaction needs.
  void stop(@Observes @Priority(10) ShutdownEvent shutdown) throws InterruptedException {
    ends = true;
    wake();
    thread.join(5_000);
  }

  /** Something is due now that was not known to be. */
  void wake() {
    signal.release();
  }

  private void run() {
    try {
      while (!ends) {
        if (signal.tryAcquire(turn(), TimeUnit.MILLISECONDS)) {
          signal.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Does what is to be done; gives how long nothing more is, in milliseconds. */
  private long turn() {
    try {
      // Mostly nothing is due, and one look tells.
      var pause = untilNext();
      if (pause <= 0) {
        pause = enactment.apply() | firing.fire() ? 0 : PAUSE_WHILE_HELD_MILLIS;
      }
      isAway = false;
      return pause;
    } catch (DatabaseException e) {
      if (!isAway) {
        LOG.warnf("schedules wait for the database: %s", e.getMessage());
      }
      isAway = true;
    } catch (RuntimeException e) {
      LOG.error("schedules could not be fired; they are tried again", e);
    }
    return LONGEST_PAUSE_MILLIS;
  }

  private long untilNext() {
    return database.transact(
        tx -> new ScheduleTable(tx.connection()).millisUntilNext(LONGEST_PAUSE_MILLIS));
  }
}
