package dev.sequitur.reporting.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Hourly counts. Hours in which nothing happened are absent.
 *
 * @param from first hour
 * @param to the hours begin before it
 * @param runs by the hour of the decision and rule
 * @param events by the hour of acceptance, type and trigger; absent where one rule is asked for
 * @param asOf what happened until then is counted
 */
record Statistics(
    Instant from,
    Instant to,
    List<RunHour> runs,
    @Nullable List<EventHour> events,
    @Nullable Instant asOf) {

  /**
   * Runs that were decided on in one hour, by the state that they have now.
   *
   * @param started all but the rejected ones
   * @param running started and not ended
   */
  record RunHour(
      Instant hour,
      UUID ruleUid,
      String rule,
      long started,
      long running,
      long succeeded,
      long failed,
      long unknown,
      long cancelled,
      long rejected) {}

  /** Events that were accepted in one hour, duplicates not counted. */
  record EventHour(Instant hour, String type, UUID trigger, long accepted) {}
}
