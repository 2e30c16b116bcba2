package dev.sequitur.rule.backtest;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.rule.RuleConfig;
import dev.sequitur.rule.backtest.BacktestQueue.Claimed;
import dev.sequitur.rule.backtest.BacktestQueue.Ending;
import dev.sequitur.rule.backtest.BacktestQueue.Progress;
import dev.sequitur.rule.backtest.BacktestQueue.Standing;
import dev.sequitur.rule.backtest.domain.Findings;
import dev.sequitur.rule.backtest.domain.Trial;
import dev.sequitur.rule.explain.RuleExplanation;
import dev.sequitur.rule.matching.EventTail;
import dev.sequitur.rule.matching.SeenEvents;
import dev.sequitur.rule.past.EventLog;
import dev.sequitur.rule.past.LogWindow;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Runs backtests that wait, each on a thread of its own, a few at once. */
@ApplicationScoped
class BacktestRunner {

  private static final Logger LOG = Logger.getLogger(BacktestRunner.class);
  private static final long BEAT_NANOS = 500_000_000L;

  private final String owner = UUID.randomUUID().toString();
  private final BacktestQueue queue;
  private final Trials trials;
  private final EventLog log;
  private final EventTail tail;
  private final PublishedDefinitions definitions;
  private final BacktestConfig config;
  private final int duplicateWindow;
  private final Semaphore places;
  private volatile boolean stopping;

  BacktestRunner(
      BacktestQueue queue,
      Trials trials,
      EventLog log,
      EventTail tail,
      PublishedDefinitions definitions,
      BacktestConfig config,
      RuleConfig rules) {
    this.queue = queue;
    this.trials = trials;
    this.log = log;
    this.tail = tail;
    this.definitions = definitions;
    this.config = config;
    this.duplicateWindow = rules.duplicateWindow();
    this.places = new Semaphore(config.atOnce());
  }

  /** Takes what waits, and declares over what nobody runs any more. */
  @Scheduled(every = "2s", delayed = "2s", concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    if (!definitions.isRead()) {
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
    while (queue.purge(config.kept()) > 0) {
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
      queue.end(one, tried(one));
    } catch (InterruptedException | RuntimeException | Error e) {
      LOG.errorf(e, "the backtest %s failed", one.id());
      queue.end(one, failed(BacktestProblem.BACKTEST_FAILED));
    } finally {
      places.release();
    }
  }

  private Ending tried(Claimed one) throws InterruptedException {
    var request = one.request();
    definitions.awaitCertainty(request.to());
    var asked = new LogWindow.Asked(request.from(), request.to(), request.limit());
    try (var window = log.open("backtest", asked)) {
      var extent = window.extent();
      var subject =
          trial(trials.of(request.subject(), request.conditions(), extent.from(), extent.to()));
      var other =
          request.other() == null
              ? null
              : trial(trials.of(request.other(), request.conditions(), extent.from(), extent.to()));
      return tried(one, window, trying(one, subject, other));
    }
  }

  private Trying trying(Claimed one, Trial subject, @Nullable Trial other) {
    var types = new ArrayList<>(subject.on());
    if (other != null) {
      types.addAll(other.on());
    }
    return new Trying(
        one.workspace(),
        types,
        new SeenEvents(duplicateWindow, tail),
        new Findings(subject, other, one.request().show()));
  }

  private Ending tried(Claimed one, LogWindow window, Trying trying) {
    trying.begin(window);
    var pace = new Pace(config.eventsPerSecond(), System.nanoTime());
    var standing = beat(one, window);
    long beaten = System.nanoTime();
    boolean more = true;
    while (more && standing == Standing.GOES_ON && !stopping) {
      long before = window.read();
      more = window.next(trying::look);
      pace.taken(window.read() - before);
      if (System.nanoTime() - beaten > BEAT_NANOS) {
        standing = beat(one, window);
        beaten = System.nanoTime();
      }
    }
    return ending(window, trying, more, standing);
  }

  private Standing beat(Claimed one, LogWindow window) {
    return queue.beat(one, new Progress(window.read(), window.extent().total()), config.lease());
  }

  private Ending ending(LogWindow window, Trying trying, boolean more, Standing standing) {
    if (more && stopping) {
      return failed(BacktestProblem.BACKTEST_INTERRUPTED);
    }
    return new Ending(
        more && standing == Standing.CANCELLED
            ? Backtest.State.CANCELLED
            : Backtest.State.SUCCEEDED,
        window.read(),
        null,
        null,
        BacktestResult.of(
            trying.findings(),
            RuleExplanation.Window.of(window.extent(), !more),
            trying.events(window.read())),
        trying.findings().shown());
  }

  private static Ending failed(BacktestProblem problem) {
    return new Ending(Backtest.State.FAILED, 0, problem.name(), problem.title(), null, Map.of());
  }

  /** What was checked when it was asked for, and is not changed since. */
  private static Trial trial(Trials.Ready ready) {
    List<?> errors = ready.errors();
    return Objects.requireNonNull(ready.trial(), errors::toString);
  }
}
