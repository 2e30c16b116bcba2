package dev.sequitur.rule.backtest;

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
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Tries what a backtest is to try on its window of the log. */
@ApplicationScoped
class BacktestRun {

  private static final long BEAT_NANOS = 500_000_000L;

  private final BacktestQueue queue;
  private final Trials trials;
  private final EventLog log;
  private final EventTail tail;
  private final PublishedDefinitions definitions;
  private final BacktestConfig config;
  private final int duplicateWindow;

  BacktestRun(
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
  }

  /**
   * Reads the window to its end, or until it is told to end.
   *
   * @param stopping asked every moment: whether this service is to go down
   */
  Ending of(Claimed one, BooleanSupplier stopping) throws InterruptedException {
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
      return read(one, window, trying(one, subject, other), stopping);
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

  private Ending read(Claimed one, LogWindow window, Trying trying, BooleanSupplier stopping) {
    trying.begin(window);
    var pace = new Pace(config.eventsPerSecond(), System.nanoTime());
    var standing = beat(one, window);
    long beaten = System.nanoTime();
    boolean more = true;
    while (more && standing == Standing.GOES_ON && !stopping.getAsBoolean()) {
      long before = window.read();
      more = window.next(trying::look);
      pace.taken(window.read() - before);
      if (System.nanoTime() - beaten > BEAT_NANOS) {
        standing = beat(one, window);
        beaten = System.nanoTime();
      }
    }
    return more && stopping.getAsBoolean()
        ? failed(BacktestProblem.BACKTEST_INTERRUPTED)
        : ending(window, trying, more, standing);
  }

  private Standing beat(Claimed one, LogWindow window) {
    return queue.beat(one, new Progress(window.read(), window.extent().total()), config.lease());
  }

  private static Ending ending(LogWindow window, Trying trying, boolean more, Standing standing) {
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

  static Ending failed(BacktestProblem problem) {
    return new Ending(Backtest.State.FAILED, 0, problem.name(), problem.title(), null, Map.of());
  }

  /** What was checked when it was asked for, and is not changed since. */
  private static Trial trial(Trials.Ready ready) {
    List<?> errors = ready.errors();
    return Objects.requireNonNull(ready.trial(), errors::toString);
  }
}
