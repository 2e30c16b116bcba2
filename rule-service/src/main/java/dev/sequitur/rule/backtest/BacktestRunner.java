package dev.sequitur.rule.backtest;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.rule.Role;
import dev.sequitur.rule.Roles;
import dev.sequitur.rule.backtest.BacktestQueue.Claimed;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs backtests that wait, each on a thread of its own, a few at once. */
@ApplicationScoped
class BacktestRunner {

  private static final Logger LOG = Logger.getLogger(BacktestRunner.class);

  private final String owner = UUID.randomUUID().toString();
  private final BacktestQueue queue;
  private final BacktestRun run;
  private final PublishedDefinitions definitions;
  private final BacktestConfig config;
  private final Roles roles;
  private final Semaphore places;
  private volatile boolean stopping;

  BacktestRunner(
      BacktestQueue queue,
      BacktestRun run,
      PublishedDefinitions definitions,
      BacktestConfig config,
      Roles roles) {
    this.queue = queue;
    this.run = run;
    this.definitions = definitions;
    this.config = config;
    this.roles = roles;
    this.places = new Semaphore(config.atOnce());
  }

  /** Takes what waits, and declares over what nobody runs any more. */
  @Scheduled(every = "2s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    // Beside the API, not beside matching: a backtest takes nothing from live events then.
    if (!roles.include(Role.API) || !definitions.isRead()) {
      return;
    }
    try {
      queue.lapse();
      begin();
    } catch (DatabaseException e) {
      LOG.debugf("backtests wait, the database is away: %s", e.toString());
    }
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void purge() {
    while (roles.include(Role.API) && queue.purge(config.kept()) > 0) {
      Thread.yield();
    }
  }

  void stop(@Observes ShutdownEvent stop) {
    stopping = true;
  }

  /** Begins what waits, as far as there are places. */
  void begin() {
    while (!stopping && places.tryAcquire()) {
      var claimed = claim();
      if (claimed == null) {
        return;
      }
      Thread.ofPlatform().daemon().name("backtest").start(() -> run(claimed));
    }
  }

  private @Nullable Claimed claim() {
    Claimed claimed = null;
    try {
      claimed = queue.claim(owner, config.lease()).orElse(null);
      return claimed;
    } finally {
      if (claimed == null) {
        places.release();
      }
    }
  }

  private void run(Claimed one) {
    try {
      queue.end(one, run.of(one, () -> stopping));
    } catch (InterruptedException | RuntimeException | Error e) {
      LOG.errorf(e, "the backtest %s failed", one.id());
      queue.end(one, BacktestRun.failed(BacktestProblem.BACKTEST_FAILED));
    } finally {
      places.release();
    }
  }
}
