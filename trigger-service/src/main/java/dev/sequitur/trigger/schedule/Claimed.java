package dev.sequitur.trigger.schedule;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Due schedules, locked for the transaction that claimed them.
 *
 * @param now the database's clock
 */
record Claimed(List<Row> rows, Instant now) {

  /**
   * A schedule in force.
   *
   * @param spec the published {@code spec}, JSON
   * @param next the earliest nominal instant that was not dealt with yet
   * @param until from when on another version is in force; null if none is known to come
   */
  record Row(
      String workspace,
      UUID uid,
      String name,
      int version,
      String spec,
      Instant next,
      @Nullable Instant until) {}
}
