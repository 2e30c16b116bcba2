package dev.sequitur.rule.backtest.domain;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.rule.backtest.domain.Shown.Kind;
import dev.sequitur.rule.explain.domain.NearMisses;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Occurrence;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a version made of the events of a window, and how it differs from another. Bounded, however
 * many events there are. For one thread.
 */
public final class Findings {

  /** Ids of events that matched: a repeated one beyond these counts once more. */
  static final int MOST_IDS = 250_000;

  static final int MOST_NEAREST = 50;

  private final Trial subject;
  private final @Nullable Trial other;
  private final Side subjectSide = new Side();
  private final Side otherSide = new Side();
  private final NearMisses misses = new NearMisses(MOST_NEAREST);
  private final SortedMap<Instant, Hour> hours = new TreeMap<>();
  private final Keys keys = new Keys();
  private final Map<Kind, Long> differing = new EnumMap<>(Kind.class);
  private final ShownEvents shown;
  private final Set<UUID> matchedIds = new HashSet<>();
  private long both;

  /**
   * @param other what it is compared with; null if with nothing
   * @param shownOfEach events of each kind that are kept to be shown
   */
  public Findings(Trial subject, @Nullable Trial other, int shownOfEach) {
    this.subject = subject;
    this.other = other;
    this.shown = new ShownEvents(shownOfEach);
  }

  /** Matches of both versions within an hour. */
  public record Hour(long matched, long other) {

    private Hour plus(boolean one, boolean two) {
      return new Hour(matched + (one ? 1 : 0), other + (two ? 1 : 0));
    }
  }

  /**
   * How two versions differ.
   *
   * @param added events that only the version matches
   * @param removed events that only the other matches
   * @param changed events that both match, for which they would have done something else
   * @param same events that both match, for which they would have done the same
   */
  public record Difference(long added, long removed, long changed, long same) {}

  /**
   * Takes an event.
   *
   * @return false if it matched before, on another partition: its runs are the same, and count once
   */
  public boolean event(Occurrence event) {
    var decision = subject.decide(event);
    var compared = other == null ? null : other.decide(event);
    boolean one = decision instanceof Decision.Started;
    boolean two = compared instanceof Decision.Started;
    if ((one || two) && !first(event)) {
      return false;
    }
    subjectSide.count(decision);
    if (other != null) {
      otherSide.count(compared);
    }
    if (one || two) {
      hours.merge(
          event.acceptedAt().truncatedTo(ChronoUnit.HOURS),
          new Hour(one ? 1 : 0, two ? 1 : 0),
          (known, _) -> known.plus(one, two));
    }
    subject(event, decision);
    difference(event, decision, compared);
    return true;
  }

  private boolean first(Occurrence event) {
    return matchedIds.size() < MOST_IDS
        ? matchedIds.add(event.event().id())
        : !matchedIds.contains(event.event().id());
  }

  private void subject(Occurrence event, @Nullable Decision decision) {
    switch (decision) {
      case Decision.Started started -> {
        keys.count(event.event().key() == null ? event.event().subject() : event.event().key());
        shown.add(Kind.MATCHED, event, started, null);
      }
      case Decision.Failed failed -> shown.add(Kind.REJECTED, event, failed, null);
      case Decision.Unmatched _ -> missed(event);
      case Decision.Suppressed _ -> {}
      case null -> missed(event);
    }
  }

  private void missed(Occurrence event) {
    misses.unmatched(subject.conjuncts(event), subject.table(event), event);
  }

  private void difference(
      Occurrence event, @Nullable Decision decision, @Nullable Decision compared) {
    var mine = actions(decision);
    var others = actions(compared);
    if (other == null || (mine == null && others == null)) {
      return;
    }
    if (mine != null && mine.equals(others)) {
      both++;
      return;
    }
    var kind = mine == null ? Kind.REMOVED : others == null ? Kind.ADDED : Kind.CHANGED;
    differing.merge(kind, 1L, Long::sum);
    shown.add(kind, event, decision, compared);
  }

  private static @Nullable List<ActionCall> actions(@Nullable Decision decision) {
    return decision instanceof Decision.Started started ? started.command().actions() : null;
  }

  public Side.Counts subject() {
    return subjectSide.counts();
  }

  /** Null if there is nothing to compare with. */
  public Side.@Nullable Counts other() {
    return other == null ? null : otherSide.counts();
  }

  /** Null if there is nothing to compare with. */
  public @Nullable Difference difference() {
    return other == null
        ? null
        : new Difference(
            differing.getOrDefault(Kind.ADDED, 0L),
            differing.getOrDefault(Kind.REMOVED, 0L),
            differing.getOrDefault(Kind.CHANGED, 0L),
            both);
  }

  public NearMisses misses() {
    return misses;
  }

  /** Hours with matches, by their beginning. */
  public SortedMap<Instant, Hour> hours() {
    return hours;
  }

  /** Ordering keys of the matches. */
  public Keys keys() {
    return keys;
  }

  /** The events that are shown, of each kind as many as were asked for at most. */
  public Map<Kind, List<Shown>> shown() {
    return shown.all();
  }
}
