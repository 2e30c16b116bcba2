package dev.sequitur.rule.backtest;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.backtest.BacktestRequest.Conditions;
import dev.sequitur.rule.backtest.domain.Trial;
import dev.sequitur.rule.catalog.RuleHistory;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Makes versions ready to be tried. */
@ApplicationScoped
class Trials {

  private final RuleHistory history;

  Trials(RuleHistory history) {
    this.history = history;
  }

  /** A version ready to be tried, or all that is wrong with it. Exactly one of the two is given. */
  record Ready(@Nullable Trial trial, List<Violation> errors) {}

  /**
   * Makes one.
   *
   * @param from where the window begins
   * @param to where it ends, and for {@link Conditions#NOW}, the instant whose conditions are used
   */
  Ready of(DefinitionPublished version, Conditions conditions, Instant from, Instant to) {
    NavigableMap<Instant, Rule> rules = new TreeMap<>();
    for (var instant : instants(version, conditions, from, to)) {
      var made = history.makeDraft(version, instant);
      if (made.rule() == null) {
        return new Ready(null, made.errors());
      }
      rules.put(instant, made.rule());
    }
    return new Ready(new Trial(rules), List.of());
  }

  private Iterable<Instant> instants(
      DefinitionPublished version, Conditions conditions, Instant from, Instant to) {
    if (conditions == Conditions.NOW) {
      return List.of(to);
    }
    var instants = new TreeSet<Instant>();
    instants.add(from);
    if (When.mayRefer(String.valueOf(version.spec().get("when")))) {
      instants.addAll(history.conditionsChange(version.workspace(), from, to));
    }
    return instants;
  }
}
