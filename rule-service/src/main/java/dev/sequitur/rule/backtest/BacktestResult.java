package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.rule.backtest.domain.Findings;
import dev.sequitur.rule.backtest.domain.Findings.Difference;
import dev.sequitur.rule.backtest.domain.Keys;
import dev.sequitur.rule.backtest.domain.Shown;
import dev.sequitur.rule.backtest.domain.Side;
import dev.sequitur.rule.explain.PartView;
import dev.sequitur.rule.explain.RuleExplanation;
import dev.sequitur.rule.explain.domain.NearMisses;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What came of a backtest, and of one that was ended early: what it had found by then.
 *
 * @param window what was looked at
 * @param counts of the version that was tried
 * @param other of the one that it was compared with
 * @param hours hours with matches
 * @param keys the ordering keys of the matches, subjects where there are none
 * @param clauses which parts of the condition were not true, how often, and how often alone
 * @param nearest events that one part alone kept from matching
 * @param shown how many events of each kind can be fetched
 */
@JsonInclude(Include.NON_NULL)
record BacktestResult(
    RuleExplanation.Window window,
    RuleExplanation.Events events,
    Side.Counts counts,
    Side.@Nullable Counts other,
    @Nullable Difference difference,
    List<Hour> hours,
    Keys.Counts keys,
    List<NearMisses.Count> clauses,
    List<Nearest> nearest,
    Map<Shown.Kind, Integer> shown) {

  /** Matches within an hour. */
  @JsonInclude(Include.NON_NULL)
  record Hour(Instant hour, long matched, @Nullable Long other) {}

  /** An event that one part alone kept from matching. */
  record Nearest(EventReference event, PartView clause) {}

  static BacktestResult of(
      Findings findings, RuleExplanation.Window window, RuleExplanation.Events events) {
    var isCompared = findings.other() != null;
    var shown = new TreeMap<Shown.Kind, Integer>();
    findings.shown().forEach((kind, list) -> shown.put(kind, list.size()));
    return new BacktestResult(
        window,
        events,
        findings.subject(),
        findings.other(),
        findings.difference(),
        findings.hours().entrySet().stream()
            .map(
                hour ->
                    new Hour(
                        hour.getKey(),
                        hour.getValue().matched(),
                        isCompared ? hour.getValue().other() : null))
            .toList(),
        findings.keys().counts(),
        findings.misses().clauses(),
        findings.misses().nearest().stream()
            .map(miss -> new Nearest(miss.event(), PartView.of(miss.clause(), true)))
            .toList(),
        shown);
  }
}
