package dev.sequitur.e2e.observability;

import dev.sequitur.e2e.observability.Query.Aggregation;
import dev.sequitur.e2e.observability.Query.Binary;
import dev.sequitur.e2e.observability.Query.Call;
import dev.sequitur.e2e.observability.Query.Literal;
import dev.sequitur.e2e.observability.Query.Matcher;
import dev.sequitur.e2e.observability.Query.Selector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Holds queries against a scrape: that each metric, each label and each value that a query names is
 * there, and that it asks for what can be answered.
 */
public final class Holding {

  private static final Set<String> OVER_RANGES =
      Set.of("rate", "irate", "increase", "avg_over_time", "max_over_time");
  private static final Set<String> OF_COUNTERS = Set.of("rate", "irate", "increase");

  private final Scrape scrape;
  private final List<String> findings = new ArrayList<>();

  private Holding(Scrape scrape) {
    this.scrape = scrape;
  }

  /**
   * What is wrong with a query; empty if nothing is.
   *
   * @param shown labels that somebody wants to show of its series
   */
  public static List<String> findings(String query, Set<String> shown, Scrape scrape) {
    var holding = new Holding(scrape);
    try {
      var labels = holding.labels(Query.of(query));
      for (var label : shown) {
        holding.expect(labels.contains(label), "the result has no label " + label);
      }
    } catch (IllegalArgumentException e) {
      return List.of(String.valueOf(e.getMessage()));
    }
    return holding.findings;
  }

  public static List<String> findings(String query, Scrape scrape) {
    return findings(query, Set.of(), scrape);
  }

  /** The labels that the result of a query may have. */
  private Set<String> labels(Query query) {
    return switch (query) {
      case Literal _ -> Set.of();
      case Selector selector -> {
        expect(selector.range() == null, selector.name() + " is a range where none can be");
        yield selected(selector);
      }
      case Call call -> called(call);
      case Aggregation aggregation -> aggregated(aggregation);
      case Binary(var operator, var left, var right) -> {
        var of = labels(left);
        var with = labels(right);
        // Both are series: they meet only if they have the same labels.
        if (!(left instanceof Literal) && !(right instanceof Literal)) {
          expect(of.equals(with), operator + " of series with labels " + of + " and " + with);
        }
        yield left instanceof Literal ? with : of;
      }
    };
  }

  private Set<String> selected(Selector selector) {
    var name = selector.name();
    if (!scrape.has(name)) {
      findings.add("there is no metric " + name);
      return Scrape.OF_TARGETS;
    }
    var labels = scrape.labels(name);
    for (var matcher : selector.matchers()) {
      expect(labels.contains(matcher.label()), name + " has no label " + matcher.label());
      if (labels.contains(matcher.label())) {
        everyValueIsThere(name, matcher);
      }
    }
    return labels;
  }

  /** Of alternatives each one, so that one that is misspelt does not hide behind the others. */
  private void everyValueIsThere(String name, Matcher matcher) {
    var values = scrape.values(name, matcher.label());
    var wanted =
        matcher.operator().endsWith("~")
            ? matcher.value().split("\\|")
            : new String[] {matcher.value()};
    for (var one : wanted) {
      var pattern = Pattern.compile(matcher.operator().endsWith("~") ? one : Pattern.quote(one));
      expect(
          values.stream().anyMatch(value -> pattern.matcher(value).matches()),
          name + " has no " + matcher.label() + " " + one + ", but " + values);
    }
  }

  private Set<String> called(Call call) {
    var labels = new HashSet<String>();
    for (var argument : call.arguments()) {
      if (OVER_RANGES.contains(call.function())) {
        labels.addAll(overRange(call.function(), argument));
      } else {
        labels.addAll(labels(argument));
      }
    }
    if (call.function().equals("histogram_quantile")) {
      expect(labels.remove("le"), "histogram_quantile of series without le");
    }
    return labels;
  }

  private Set<String> overRange(String function, Query argument) {
    if (!(argument instanceof Selector selector) || selector.range() == null) {
      findings.add(function + " is not over a range");
      return labels(argument);
    }
    if (OF_COUNTERS.contains(function) && scrape.has(selector.name())) {
      expect(
          scrape.isCounter(selector.name()), function + " of " + selector.name() + ", no counter");
    }
    return selected(selector);
  }

  private Set<String> aggregated(Aggregation aggregation) {
    if (aggregation.parameter() != null) {
      expect(labels(aggregation.parameter()).isEmpty(), "a parameter that is no number");
    }
    var labels = new HashSet<>(labels(aggregation.of()));
    for (var label : aggregation.labels()) {
      expect(labels.contains(label), "grouped by " + label + ", which nothing in it has");
    }
    if (Set.of("topk", "bottomk").contains(aggregation.operator())) {
      return labels;
    }
    if (aggregation.without()) {
      labels.removeAll(aggregation.labels());
      return labels;
    }
    return aggregation.labels();
  }

  private void expect(boolean holds, String otherwise) {
    if (!holds) {
      findings.add(otherwise);
    }
  }
}
