package dev.sequitur.rule.backtest;

import dev.sequitur.kit.problem.CommonProblem;
import java.util.UUID;

/** What stands in paths and queries of requests about backtests. */
final class BacktestParameters {

  private static final int LONGEST_PAGE = 500;

  private BacktestParameters() {}

  /** Refuses a page of no length, or of too great a one, with 422. */
  static void requireLimit(int limit) {
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw CommonProblem.VALIDATION_FAILED.with("limit must be between 1 and 500.");
    }
  }

  /** What is no id is the id of no backtest: 404. */
  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw BacktestProblem.BACKTEST_NOT_FOUND.with("An id of a backtest is a UUID.");
    }
  }
}
