package dev.sequitur.executor.deadletter;

import dev.sequitur.executor.ExecutorProblem;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant.
 *
 * @param since given up at or after this instant
 * @param redriven true: those already redriven too
 */
public record DeadLetterFilter(
    @Nullable String ruleName, @Nullable String code, @Nullable Instant since, boolean redriven) {

  /** Reads a filter from its query parameters. */
  static DeadLetterFilter of(
      @Nullable String ruleName, @Nullable String code, @Nullable String since, boolean redriven) {
    try {
      var instant = since == null || since.isEmpty() ? null : Instant.parse(since);
      return new DeadLetterFilter(ruleName, code, instant, redriven);
    } catch (DateTimeParseException e) {
      throw ExecutorProblem.FILTER_INVALID.with(
          "since must be an instant such as 2026-01-31T12:00:00Z");
    }
  }
}
