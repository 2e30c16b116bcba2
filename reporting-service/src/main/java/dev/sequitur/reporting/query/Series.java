package dev.sequitur.reporting.query;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.reporting.projection.Durations;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of rules, triggers or actions, by the hour or day. What nothing is counted of is
 * absent.
 *
 * @param from where the first period begins
 * @param to hours before it are counted
 * @param items by period, then by uid and step
 * @param next what to give as {@code after} for what follows; absent at the end
 * @param asOf what happened until then is counted
 */
public record Series(
    String by,
    String granularity,
    String zone,
    Instant from,
    Instant to,
    List<Item> items,
    @Nullable String next,
    @Nullable Instant asOf) {

  /**
   * One thing in one period.
   *
   * @param day of the zone; absent by the hour
   * @param uid of the rule or trigger; of an action, its rule's
   * @param name the rule's or trigger's name; absent if it is not known
   * @param step of an action
   * @param uses of an action
   * @param accepted events, duplicates not counted; of a trigger
   * @param matched runs; of an action, how often it was asked for
   * @param running neither ended nor rejected
   * @param dead given up; of a rule or trigger, those of the failed runs in which an action was
   * @param rejected runs that could not start; absent for actions
   * @param attempts of an action
   * @param durations of runs from the event's acceptance to their end; of an action's attempts
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Item(
      Instant from,
      @Nullable LocalDate day,
      UUID uid,
      @Nullable String name,
      @Nullable String step,
      @Nullable String uses,
      @Nullable Long accepted,
      long matched,
      long running,
      long succeeded,
      long failed,
      long dead,
      long unknown,
      long cancelled,
      @Nullable Long rejected,
      @Nullable Long attempts,
      @Nullable Spread durations) {}

  /**
   * How long it took; each figure is at most 4.5 % off.
   *
   * @param count how many durations there are
   */
  public record Spread(long count, long p50Micros, long p95Micros, long p99Micros) {

    public static @Nullable Spread of(Durations durations) {
      return durations.isEmpty()
          ? null
          : new Spread(
              durations.count(),
              durations.percentile(0.50),
              durations.percentile(0.95),
              durations.percentile(0.99));
    }
  }
}
