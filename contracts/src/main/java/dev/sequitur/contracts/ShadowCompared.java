package dev.sequitur.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How versions that decide without effects have decided on events, beside those that act. Events on
 * which both say no, and nothing failed, are not in it. A repeated batch says the same of the same
 * events: readers fold by (rule, trial, acting version, event).
 *
 * @param partition of {@code events}
 * @param rules at most {@value #MOST} verdicts together; a batch with more says several of these
 */
public record ShadowCompared(int partition, List<OfRule> rules) {

  public static final String TYPE = "dev.sequitur.shadow-compared.v1";

  /** The most verdicts in one record: some 100 KiB. */
  public static final int MOST = 500;

  /**
   * The verdicts on one rule's versions.
   *
   * @param trial the change with which the version became a shadow, as {@link
   *     DefinitionPublished.Shadow#begun}
   * @param acting the version that acts; 0 = none did
   * @param shadow the version that decides without effects
   */
  public record OfRule(
      String workspace, UUID rule, long trial, int acting, int shadow, List<Verdict> verdicts) {}

  /**
   * One event.
   *
   * @param code why the shadow's condition could not be told, or its run could not have started;
   *     null if neither
   */
  public record Verdict(
      UUID event,
      String type,
      long offset,
      Instant acceptedAt,
      Difference difference,
      @Nullable String code) {}

  /** What starts on either side: the words of backtests, the shadow being what is tried. */
  public enum Difference {
    /** Both start a run, with the same actions. */
    SAME,
    /** Both start a run, with other actions. */
    CHANGED,
    /** Only the shadow would start one. */
    ADDED,
    /** Only the version that acts starts one. */
    REMOVED,
    /** Neither does; the verdict is there for its code. */
    NONE
  }

  public Message message() {
    return Envelope.message(
        Topics.RUNS, Integer.toString(partition), TYPE, "/rule-service", "", this, null);
  }
}
