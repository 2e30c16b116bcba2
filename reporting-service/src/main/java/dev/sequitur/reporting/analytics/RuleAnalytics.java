package dev.sequitur.reporting.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.reporting.query.Series.Spread;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a rule did, version by version. All counts are exact: what comes twice is counted once. How
 * long things took is at most 4.5 % off.
 *
 * @param from the first hour
 * @param to hours before it are counted
 * @param publishedAt when its first version took effect
 * @param lastMatchAt the event of its latest run; absent if it has none that is kept
 * @param versions the latest first; those with which nothing happened are absent
 * @param topKeys absent for readers who may not read runs
 * @param asOf what happened until then is counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleAnalytics(
    String rule,
    UUID uid,
    String state,
    Instant publishedAt,
    Instant from,
    Instant to,
    @Nullable Instant lastMatchAt,
    List<Version> versions,
    @Nullable TopKeys topKeys,
    @Nullable Instant asOf) {

  /**
   * One version.
   *
   * @param firstHour in which something is counted
   * @param lastHour in which something is counted
   * @param runs of events that it matched
   * @param rejected runs that could not start, by code; they are among the matched ones
   * @param untold how often its condition was asked and could not be told, by code
   * @param suppressed how often an event reached it and its condition was not asked, by code
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Version(
      int version,
      Instant firstHour,
      Instant lastHour,
      Outcomes runs,
      List<Action> actions,
      List<ByCode> rejected,
      List<ByCode> untold,
      List<ByCode> suppressed) {}

  /**
   * By how they ended.
   *
   * @param matched runs; of an action, how often it was asked for
   * @param running neither ended nor rejected
   * @param dead given up; of runs, those of the failed ones in which an action was
   * @param rejected could not start; absent for actions
   * @param attempts of an action
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Outcomes(
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

  /** One of its actions. */
  public record Action(String step, String uses, Outcomes outcomes) {}

  /** How often, and why. */
  public record ByCode(String code, long count) {}

  /**
   * Which keys, or else subjects, its latest runs had.
   *
   * @param lookedAt how many of its latest runs were counted
   * @param complete false if there are more in the window
   */
  public record TopKeys(long lookedAt, boolean complete, List<ByKey> keys) {}

  /**
   * How many runs had a key.
   *
   * @param key absent for events that have neither key nor subject
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ByKey(@Nullable String key, long runs) {}
}
