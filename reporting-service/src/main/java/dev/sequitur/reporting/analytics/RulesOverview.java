package dev.sequitur.reporting.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rules of a workspace stand out.
 *
 * @param from the first hour that is counted for {@code noisy} and {@code stopped}
 * @param to hours before it are counted
 * @param active how many rules act
 * @param noisy those with the most runs
 * @param stopped those that were kept from runs most often
 * @param quietRules how many are quiet, shown or not
 * @param quiet those that act and have had no run, the longest first
 * @param quietSince rules without a run since then are quiet
 * @param asOf what happened until then is counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RulesOverview(
    Instant from,
    Instant to,
    int active,
    List<Noisy> noisy,
    List<Stopped> stopped,
    long quietRules,
    List<Quiet> quiet,
    Instant quietSince,
    @Nullable Instant asOf) {

  /**
   * A rule with many runs.
   *
   * @param rule absent if it was never published where this service could hear it
   * @param share of all runs of the workspace, 0 to 1
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Noisy(
      @Nullable String rule,
      UUID uid,
      long matched,
      double share,
      long failed,
      long dead,
      long unknown,
      long rejected) {}

  /**
   * A rule that was kept from runs.
   *
   * @param kind {@code UNTOLD} if its condition could not be told, {@code REJECTION} if a run could
   *     not start
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Stopped(@Nullable String rule, UUID uid, String kind, String code, long times) {}

  /**
   * A rule without runs.
   *
   * @param lastMatchAt the event of its latest run that is kept; absent if there is none
   * @param dead whether it was there all the time; otherwise it is younger and has had no run since
   *     its publication
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Quiet(
      String rule,
      UUID uid,
      int version,
      Instant publishedAt,
      @Nullable Instant lastMatchAt,
      boolean dead) {}
}
