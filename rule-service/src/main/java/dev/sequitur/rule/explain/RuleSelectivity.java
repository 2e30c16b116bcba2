package dev.sequitur.rule.explain;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.sequitur.rule.explain.domain.Part;
import dev.sequitur.rule.explain.domain.Selectivity;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a rule decides, worked out by deciding again on a window of the log. Of that window it is
 * exact, and of all events an estimate.
 *
 * @param approximate always true: a reader of one figure alone is told too
 * @param versions those that were in force within the window, the latest first; one whose named
 *     conditions changed meanwhile is there once for each of their versions
 */
@JsonInclude(Include.NON_NULL)
public record RuleSelectivity(
    String rule,
    UUID uid,
    boolean approximate,
    RuleExplanation.Window window,
    RuleExplanation.Events events,
    List<Version> versions) {

  /**
   * What a version made of the events to which it listens.
   *
   * @param condition absent if there is none
   * @param evaluated events of its types; the index lets most of them pass without asking
   * @param matched those of which the condition was true, and of its table some row
   * @param p50Nanos of deciding on one event, alone and on this machine; building of the command
   *     included
   * @param parts the whole condition, then its parts
   */
  @JsonInclude(Include.NON_NULL)
  public record Version(
      int version,
      @Nullable String condition,
      long evaluated,
      long matched,
      long untold,
      long suppressed,
      long p50Nanos,
      long p99Nanos,
      List<ConditionPart> parts) {

    static Version of(Selectivity one) {
      return new Version(
          one.version(),
          one.condition(),
          one.events(),
          one.matched(),
          one.untold(),
          one.suppressed(),
          one.percentile(0.50),
          one.percentile(0.99),
          one.parts().stream().map(ConditionPart::of).toList());
    }
  }

  /**
   * A part of the condition.
   *
   * @param depth 0 for the whole
   * @param unknown how often it could not be asked by itself
   * @param share of the events of which it was true, 0 to 1; absent without events
   * @param finding {@code NEVER_TRUE}, {@code NEVER_FALSE}; absent if it was both, or there were no
   *     events
   */
  @JsonInclude(Include.NON_NULL)
  public record ConditionPart(
      String text,
      Part.Kind kind,
      int depth,
      @JsonProperty("true") long isTrue,
      @JsonProperty("false") long isFalse,
      long untold,
      long unknown,
      @Nullable Double share,
      @Nullable Finding finding) {

    static ConditionPart of(Selectivity.Counts counts) {
      long told = counts.isTrue() + counts.isFalse() + counts.untold();
      return new ConditionPart(
          counts.text(),
          counts.kind(),
          counts.depth(),
          counts.isTrue(),
          counts.isFalse(),
          counts.untold(),
          counts.unknown(),
          told == 0 ? null : Math.round(10_000.0 * counts.isTrue() / told) / 10_000.0,
          told == 0 ? null : Finding.of(counts));
    }
  }

  /** What stands out of a part. */
  public enum Finding {
    /** Of no event was it true. */
    NEVER_TRUE,
    /** Of every event it was true. */
    NEVER_FALSE;

    private static @Nullable Finding of(Selectivity.Counts counts) {
      if (counts.isTrue() == 0) {
        return NEVER_TRUE;
      }
      return counts.isFalse() + counts.untold() == 0 ? NEVER_FALSE : null;
    }
  }
}
