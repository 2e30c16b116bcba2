package dev.sequitur.rule.matching;

import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.DecisionCode;
import dev.sequitur.rule.matching.domain.Occurrence;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** What became of the events of one batch on one partition; accounts for every one of them. */
public final class Tally {

  /** Stands in a rule's place for what concerns no rule. */
  public static final UUID NO_RULE = new UUID(0L, 0L);

  private record Error(String workspace, UUID rule, String code) implements Comparable<Error> {

    @Override
    public int compareTo(Error other) {
      int order = workspace.compareTo(other.workspace);
      order = order == 0 ? rule.compareTo(other.rule) : order;
      return order == 0 ? code.compareTo(other.code) : order;
    }
  }

  private final Range range;
  private final Stops stops;
  private final Map<Error, Integer> errors = new TreeMap<>();
  private final Map<String, Integer> rejections = new TreeMap<>();
  private Instant latest = Instant.MIN;
  private int evaluated;
  private int started;
  private int unmatched;
  private int duplicates;
  private int altered;
  private int failed;

  public Tally(Range range) {
    this.range = range;
    this.stops = new Stops(range);
  }

  public Range range() {
    return range;
  }

  /**
   * Counts an event and what was decided on it.
   *
   * @param listening how many rules listen to its type: those that it did not reach have not
   *     matched either
   */
  public void evaluated(Occurrence event, List<Decision> decisions, int listening) {
    seen(event);
    evaluated++;
    unmatched += listening;
    for (var decision : decisions) {
      switch (decision) {
        case Decision.Started _ -> {
          started++;
          unmatched--;
        }
        case Decision.Failed(_, var rejection) -> {
          failed++;
          unmatched--;
          rejections.merge(rejection.code(), 1, Integer::sum);
        }
        case Decision.Suppressed(var rule, var code) -> stops.unasked(rule, code, event);
        case Decision.Unmatched(var rule, var code) -> {
          if (code != null) {
            error(rule.workspace(), rule.starter().uid(), code);
            stops.untold(rule, code, event);
          }
        }
      }
    }
  }

  /**
   * Counts an event that was skipped because its id was seen before.
   *
   * @param changed whether its data is another than the first time
   */
  public void repeated(Occurrence event, boolean changed) {
    seen(event);
    duplicates++;
    if (changed) {
      altered++;
      error(event.event().workspace(), NO_RULE, DecisionCode.EVENT_REPEATED_ALTERED.name());
    }
  }

  private void seen(Occurrence event) {
    if (event.acceptedAt().isAfter(latest)) {
      latest = event.acceptedAt();
    }
  }

  private void error(String workspace, UUID rule, String code) {
    errors.merge(new Error(workspace, rule, code), 1, Integer::sum);
  }

  /**
   * The summary to be said. It carries the latest event's instant, so that a repeated batch says
   * the same.
   */
  public EventsMatched summary() {
    var counted = new ArrayList<EventsMatched.ConditionErrors>(errors.size());
    errors.forEach(
        (error, count) ->
            counted.add(
                new EventsMatched.ConditionErrors(
                    error.workspace(), error.rule(), error.code(), count)));
    return new EventsMatched(
        range.partition(),
        range.from(),
        range.next() - 1,
        evaluated,
        started,
        unmatched,
        duplicates,
        failed,
        counted,
        latest,
        stops.said());
  }

  /** How many rules were not asked, by code. */
  Map<String, Integer> suppressions() {
    return stops.unasked();
  }

  /** How many runs were rejected, by code. */
  public Map<String, Integer> rejections() {
    return Collections.unmodifiableMap(rejections);
  }

  /** Of the repeated events, those whose data was another. */
  public int altered() {
    return altered;
  }
}
