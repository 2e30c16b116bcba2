package dev.sequitur.rule.backtest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Bounds of backtests. */
@ConfigMapping(prefix = "sequitur.rule.backtest")
public interface BacktestConfig {

  /** How many this replica runs at once; 0 = none, others do. */
  @WithDefault("1")
  int atOnce();

  /** How many of one workspace may wait or run. */
  @WithDefault("2")
  int ofWorkspace();

  /** How many may wait or run altogether. */
  @WithDefault("20")
  int ofAll();

  /** Records that one backtest reads in a second at most, so that live events are not slowed. */
  @WithDefault("60000")
  int eventsPerSecond();

  /** How long a backtest is not heard of until it counts as interrupted. */
  @WithDefault("15s")
  Duration lease();

  /** How long results are kept. */
  @WithDefault("7d")
  Duration kept();
}
