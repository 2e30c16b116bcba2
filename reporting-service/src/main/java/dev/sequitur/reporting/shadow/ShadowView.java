package dev.sequitur.reporting.shadow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a version that decides without effects differs from the one that acts.
 *
 * @param version the one that decides without effects
 * @param acting the one that acts; 0 = none does
 * @param until from when on it decides no more; absent while it does
 * @param counts all together
 * @param versions the same for each version that acted meanwhile
 * @param hours the latest hours in which something was to be told, the newest first
 * @param events the latest that are not decided alike or failed, the newest first
 * @param asOf what happened until then is counted
 */
@JsonInclude(Include.NON_NULL)
record ShadowView(
    String rule,
    UUID ruleUid,
    int version,
    int acting,
    Instant since,
    @Nullable Instant until,
    Counts counts,
    List<OfVersion> versions,
    List<Hour> hours,
    List<Differing> events,
    @Nullable Instant asOf) {

  /**
   * Events by what would follow, in the words of backtests.
   *
   * @param same both start a run, with the same actions
   * @param changed both do, with other actions
   * @param added only the shadow would
   * @param removed only the version that acts does
   * @param errors the shadow's condition could not be told, or its run could not have started
   */
  record Counts(long same, long changed, long added, long removed, long errors) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Counts other) {
      return new Counts(
          same + other.same,
          changed + other.changed,
          added + other.added,
          removed + other.removed,
          errors + other.errors);
    }
  }

  /** Beside one version that acted. */
  record OfVersion(int acting, Counts counts) {}

  /** Within an hour, by the events' acceptance. */
  record Hour(Instant hour, int acting, Counts counts) {}

  /**
   * An event that is not decided alike, or on which the shadow failed.
   *
   * @param difference CHANGED, ADDED, REMOVED, or NONE for a failure alone
   * @param explanation where it is told why, relative to the gateway
   */
  @JsonInclude(Include.NON_NULL)
  record Differing(
      UUID event,
      String type,
      int partition,
      long offset,
      Instant acceptedAt,
      int acting,
      String difference,
      @Nullable String code,
      String explanation) {}
}
