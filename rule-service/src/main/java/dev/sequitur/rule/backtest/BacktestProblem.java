package dev.sequitur.rule.backtest;

import dev.sequitur.kit.problem.ProblemCode;

/** What can go wrong with backtests. */
public enum BacktestProblem implements ProblemCode {
  BACKTEST_INVALID(422, "The backtest cannot be run."),
  BACKTEST_NOT_FOUND(404, "There is no such backtest."),
  BACKTEST_OVER(409, "The backtest is over."),
  TOO_MANY_BACKTESTS(429, "Enough backtests are waiting or running."),
  /** Shown on the backtest itself, as the next one is; no request is answered with it. */
  BACKTEST_INTERRUPTED(503, "Whoever ran the backtest was stopped."),
  BACKTEST_FAILED(500, "Something failed on our side.");

  private final int status;
  private final String title;

  BacktestProblem(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
