package dev.sequitur.rule.explain;

import dev.sequitur.rule.catalog.RuleHistory;
import dev.sequitur.rule.explain.domain.Clause;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How one rule stood at every instant of a window. */
final class Timeline {

  /**
   * From an instant until the next span.
   *
   * @param stop why no event was decided by it then; null if it was in force
   * @param rule null if it was not
   * @param alone a book of the rule and no other
   * @param conjuncts what must all be true
   */
  record Span(@Nullable Stop stop, @Nullable Rule rule, RuleBook alone, List<Clause> conjuncts) {

    static Span stopped(Stop stop) {
      return new Span(stop, null, RuleBook.of(List.of()), List.of());
    }

    static Span of(Rule rule) {
      var expression = rule.condition().expression();
      return new Span(
          null,
          rule,
          RuleBook.of(List.of(rule)),
          expression == null ? List.of() : Clause.of(expression).conjuncts());
    }
  }

  private final TreeMap<Instant, Span> spans = new TreeMap<>();

  private Timeline() {}

  /**
   * Of a rule that was published at some time, or never.
   *
   * @param to exclusive
   */
  static Timeline of(RuleHistory history, String workspace, UUID uid, Instant from, Instant to) {
    var timeline = new Timeline();
    var instants = history.conditionsChange(workspace, from, to);
    history.changes(workspace, uid).stream()
        .map(change -> change.effectiveFrom())
        .filter(instant -> instant.isAfter(from) && instant.isBefore(to))
        .forEach(instants::add);
    instants.add(from);
    for (var instant : instants) {
      timeline.spans.put(instant, span(history, workspace, uid, instant));
    }
    return timeline;
  }

  Span at(Instant instant) {
    var entry = spans.floorEntry(instant);
    return entry == null ? Objects.requireNonNull(spans.firstEntry()).getValue() : entry.getValue();
  }

  private static Span span(RuleHistory history, String workspace, UUID uid, Instant instant) {
    var standing = history.of(workspace, uid, instant);
    if (standing == null) {
      return Span.stopped(Stop.NOT_PUBLISHED);
    }
    if (!standing.begun()) {
      return Span.stopped(Stop.NOT_YET_IN_FORCE);
    }
    return switch (standing.change().state()) {
      case DISABLED -> Span.stopped(Stop.SUSPENDED);
      case ARCHIVED -> Span.stopped(Stop.ARCHIVED);
      case ACTIVE -> {
        var rule = history.make(standing.change(), instant).rule();
        yield rule == null ? Span.stopped(Stop.UNUSABLE) : Span.of(rule);
      }
    };
  }
}
