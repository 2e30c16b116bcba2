package dev.sequitur.executor.effect;

import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.ExecutorMetrics;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.LedgerUpkeep;
import dev.sequitur.kit.database.DatabaseException;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Measures the ledger and keeps it small. */
@ApplicationScoped
class Upkeep {

  private static final Logger LOG = Logger.getLogger(Upkeep.class);

  private final LedgerUpkeep ledger;
  private final Backlog backlog;
  private final Lanes lanes;
  private final ExecutorConfig config;
  private final ExecutorMetrics metrics;
  private final Duration horizon;

  Upkeep(
      LedgerUpkeep ledger,
      Backlog backlog,
      Lanes lanes,
      ExecutorConfig config,
      ExecutorMetrics metrics,
      @ConfigProperty(name = "sequitur.deduplication.horizon") Duration horizon) {
    this.ledger = ledger;
    this.backlog = backlog;
    this.lanes = lanes;
    this.config = config;
    this.metrics = metrics;
    this.horizon = horizon;
  }

  @Scheduled(every = "5s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void measure() {
    try {
      backlog.counted(ledger.parked());
      metrics.pastDeadline(ledger.pastDeadline());
    } catch (DatabaseException e) {
      LOG.debugf("the ledger is measured later: %s", e.getMessage());
    }
  }

  @Scheduled(every = "10m", delayed = "1m", concurrentExecution = ConcurrentExecution.SKIP)
  void forget() {
    lanes.tidy();
    try {
      var forgotten = ledger.forget(horizon, config.deadLettersKept());
      if (forgotten > 0) {
        LOG.infof("forgot %d rows that are past their time", forgotten);
      }
    } catch (DatabaseException e) {
      LOG.debugf("old rows are forgotten later: %s", e.getMessage());
    }
  }
}
