package dev.sequitur.rule.explain.domain;

import dev.sequitur.kit.expression.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How often a version's condition and each part of it were true, and how long deciding took. Each
 * part counts by what it says, whether or not the decision came to it: what is not asked today may
 * be the cheaper one to ask first. For one thread.
 */
public final class Selectivity {

  private final int version;
  private final @Nullable String condition;
  private final List<Counts> parts = new ArrayList<>();
  private long[] nanos = new long[64];
  private int events;
  private long matched;
  private long untold;
  private long suppressed;

  /**
   * @param condition with named conditions in their places; null if there is none
   */
  public Selectivity(int version, @Nullable String condition) {
    this.version = version;
    this.condition = condition;
  }

  /**
   * What a part said.
   *
   * @param depth 0 for the whole
   * @param isTrue events of which it was true
   * @param unknown those for which it cannot be asked by itself
   */
  public record Counts(
      String text,
      Part.Kind kind,
      int depth,
      long isTrue,
      long isFalse,
      long untold,
      long unknown) {

    private static Counts none(Part part, int depth) {
      return new Counts(part.text(), part.kind(), depth, 0, 0, 0, 0);
    }

    private Counts plus(@Nullable Verdict verdict) {
      return switch (verdict) {
        case Verdict.Matched _ ->
            new Counts(text, kind, depth, isTrue + 1, isFalse, untold, unknown);
        case Verdict.Unmatched _ ->
            new Counts(text, kind, depth, isTrue, isFalse + 1, untold, unknown);
        case Verdict.Failed _ ->
            new Counts(text, kind, depth, isTrue, isFalse, untold + 1, unknown);
        case null -> new Counts(text, kind, depth, isTrue, isFalse, untold, unknown + 1);
      };
    }
  }

  /**
   * Takes an event to which the rule listens.
   *
   * @param whole its condition with all parts; null if there is none
   * @param took nanoseconds for the decision
   */
  public void saw(Judgement judgement, @Nullable Part whole, long took) {
    took(took);
    switch (judgement.stop()) {
      case null -> matched++;
      case REJECTED -> matched++;
      case UNTOLD -> untold++;
      case SUPPRESSED -> suppressed++;
      default -> {}
    }
    if (whole != null) {
      add(whole, 0, 0);
    }
  }

  /** Parts of one condition always come in the same order: a part's place in it is its name. */
  private int add(Part part, int depth, int place) {
    if (place == parts.size()) {
      parts.add(Counts.none(part, depth));
    }
    parts.set(place, parts.get(place).plus(part.verdict()));
    int next = place + 1;
    for (var inner : part.parts()) {
      next = add(inner, depth + 1, next);
    }
    return next;
  }

  private void took(long time) {
    if (events == nanos.length) {
      nanos = Arrays.copyOf(nanos, events * 2);
    }
    nanos[events++] = time;
  }

  public int version() {
    return version;
  }

  public @Nullable String condition() {
    return condition;
  }

  /** Events to which it listens. */
  public int events() {
    return events;
  }

  /** Events for which a run started, or was to start. */
  public long matched() {
    return matched;
  }

  public long untold() {
    return untold;
  }

  public long suppressed() {
    return suppressed;
  }

  /** The whole, then its parts, each followed by its own. */
  public List<Counts> parts() {
    return List.copyOf(parts);
  }

  /**
   * The time that {@code share} of the decisions did not exceed, nanoseconds; 0 without any.
   *
   * @param share above 0, at most 1
   */
  public long percentile(double share) {
    if (events == 0) {
      return 0;
    }
    var sorted = Arrays.copyOf(nanos, events);
    Arrays.sort(sorted);
    return sorted[(int) Math.ceil(share * events) - 1];
  }
}
