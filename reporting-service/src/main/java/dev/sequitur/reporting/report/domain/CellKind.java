package dev.sequitur.reporting.report.domain;

import java.util.Set;

/** What the cells of a column hold; empty ones may stand anywhere. */
public enum CellKind {
  TEXT,
  /** A whole number. */
  COUNT,
  /** An instant, or a day. */
  TIME;

  private static final Set<String> COUNTS =
      Set.of(
          "accepted",
          "matched",
          "succeeded",
          "failed",
          "dead",
          "unknown",
          "cancelled",
          "rejected",
          "attempts",
          "p50Micros",
          "p95Micros",
          "p99Micros");
  private static final Set<String> TIMES = Set.of("period", "acceptedAt", "endedAt");

  /** Of a column, by its name: columns of one name hold the same in all sections. */
  public static CellKind of(String column) {
    if (COUNTS.contains(column)) {
      return COUNT;
    }
    return TIMES.contains(column) ? TIME : TEXT;
  }
}
