package dev.sequitur.rule.backtest.domain;

import dev.sequitur.rule.explain.domain.Clause;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.table.domain.DecisionTable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A version of a rule that is tried, as it would have been at each instant: what it names may have
 * changed meanwhile. Decides by {@link Evaluation}, as live does. Immutable.
 */
public final class Trial {

  private record Span(RuleBook book, List<Clause> conjuncts, @Nullable DecisionTable table) {

    static Span of(Rule rule) {
      var expression = rule.condition().expression();
      return new Span(
          RuleBook.of(List.of(rule)),
          expression == null ? List.of() : Clause.of(expression).conjuncts(),
          rule.table());
    }
  }

  private final List<String> on;
  private final NavigableMap<Instant, Span> spans = new TreeMap<>();

  /**
   * @param rules the rule from each instant on; at least one
   */
  public Trial(NavigableMap<Instant, Rule> rules) {
    this.on = Objects.requireNonNull(rules.firstEntry()).getValue().on();
    for (Map.Entry<Instant, Rule> entry : rules.entrySet()) {
      spans.put(entry.getKey(), Span.of(entry.getValue()));
    }
  }

  /** The event types that it listens to. */
  public List<String> on() {
    return on;
  }

  /**
   * What it makes of an event; null if an index rules it out, which says that it does not match.
   */
  public @Nullable Decision decide(Occurrence event) {
    return Evaluation.decide(at(event).book(), event).stream().findFirst().orElse(null);
  }

  /** What must all be true for it to match the event. */
  public List<Clause> conjuncts(Occurrence event) {
    return at(event).conjuncts();
  }

  /** Its table; null if it has none. */
  public @Nullable DecisionTable table(Occurrence event) {
    return at(event).table();
  }

  private Span at(Occurrence event) {
    var entry = spans.floorEntry(event.acceptedAt());
    return entry == null ? Objects.requireNonNull(spans.firstEntry()).getValue() : entry.getValue();
  }
}
