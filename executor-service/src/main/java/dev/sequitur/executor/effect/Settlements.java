package dev.sequitur.executor.effect;

import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.ExecutorMetrics;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.Ledger;
import dev.sequitur.executor.ledger.Settlement;
import dev.sequitur.kit.kafka.Faults;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jboss.logging.Logger;

/**
 * Writes endings down (H6), many a transaction. A lone ending is written at once; while others are
 * about to end it waits a few milliseconds for them. The database may be away for any time: endings
 * stay here, and their places stay taken, so nothing piles up.
 */
@ApplicationScoped
class Settlements {

  private static final Logger LOG = Logger.getLogger(Settlements.class);
  private static final int AT_ONCE = 512;
  private static final int SMALL = 32;
  private static final long GATHER_NANOS = 3_000_000;
  private static final long BUSY_NANOS = 10_000_000;

  private final Ledger ledger;
  private final Lanes lanes;
  private final ExecutorConfig config;
  private final ExecutorMetrics metrics;
  private final InstantSource clock;
  private final LinkedBlockingQueue<Completion> endings = new LinkedBlockingQueue<>();
  private final Thread thread = Thread.ofPlatform().name("settle").unstarted(this::run);
  private volatile boolean stopping;
  private volatile Runnable onRelease = () -> {};

  Settlements(
      Ledger ledger,
      Lanes lanes,
      ExecutorConfig config,
      ExecutorMetrics metrics,
      InstantSource clock) {
    this.ledger = ledger;
    this.lanes = lanes;
    this.config = config;
    this.metrics = metrics;
    this.clock = clock;
  }

  void start(Runnable whenPlacesAreFree) {
    onRelease = whenPlacesAreFree;
    thread.start();
  }

  void stop(Duration within) throws InterruptedException {
    stopping = true;
    thread.join(within);
    thread.interrupt();
  }

  void add(Completion completion) {
    endings.add(completion);
  }

  private void run() {
    var batch = new ArrayList<Completion>(AT_ONCE);
    var last = System.nanoTime();
    while (!stopping || !endings.isEmpty()) {
      try {
        var first = endings.poll(200, TimeUnit.MILLISECONDS);
        if (first == null) {
          continue;
        }
        batch.add(first);
        endings.drainTo(batch, AT_ONCE - 1);
        var busy = System.nanoTime() - last < BUSY_NANOS && lanes.inFlight() > batch.size();
        if (busy && batch.size() < SMALL) {
          LockSupport.parkNanos(GATHER_NANOS);
          endings.drainTo(batch, AT_ONCE - batch.size());
        }
        settleUntilDone(batch);
        last = System.nanoTime();
        batch.clear();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private void settleUntilDone(List<Completion> batch) throws InterruptedException {
    for (long pause = 20; ; pause = Math.min(pause * 2, 1_000)) {
      try {
        settle(batch);
        return;
      } catch (RuntimeException e) {
        if (!Faults.isTransient(e)) {
          LOG.errorf(e, "a batch of %d endings cannot be written as a whole", batch.size());
          oneByOne(batch);
          return;
        }
        LOG.warnf("endings are written again in %d ms: %s", pause, e.toString());
        Thread.sleep(pause);
      }
    }
  }

  /** What cannot be written keeps its row: its lease lapses, and it is taken as lost. */
  private void oneByOne(List<Completion> batch) {
    for (var completion : batch) {
      try {
        settle(List.of(completion));
      } catch (RuntimeException e) {
        LOG.errorf(
            e,
            "the ending of command %s cannot be written",
            completion.claim().effect().commandId());
        release(completion);
        lanes.announce();
      }
    }
  }

  private void settle(List<Completion> batch) {
    judge(batch);
    batch.forEach(this::release);
    lanes.announce();
    onRelease.run();
  }

  /** Decides what follows from each ending and writes it down; places are left as they are. */
  void judge(List<Completion> batch) {
    var now = clock.instant();
    var settlements = new ArrayList<Settlement>(batch.size());
    for (var completion : batch) {
      var random = ThreadLocalRandom.current().nextDouble();
      settlements.add(Judgement.of(completion, config.keyLife(), now, random));
    }
    write(settlements);
  }

  /** Writes settlements down; places are left as they are. */
  void write(List<Settlement> settlements) {
    var settled = ledger.settle(settlements);
    metrics.superseded(settlements.size() - settled.applied().size());
    settled.applied().forEach(settlement -> count(settlement, settled.at()));
  }

  private void count(Settlement settlement, Instant at) {
    metrics.settled(settlement.state(), settlement.claim().effect().call().uses());
    if (settlement.isFinal()) {
      var accepted = settlement.claim().effect().run().event().acceptedAt();
      metrics.effect(Duration.between(accepted, at));
    }
  }

  private void release(Completion completion) {
    var claim = completion.claim();
    lanes.release(
        claim.effect().lane(),
        Judgement.ending(completion.result()),
        claim.isRetry(),
        completion.nanos());
  }
}
