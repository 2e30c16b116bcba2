package dev.sequitur.rule.explain;

import dev.sequitur.rule.explain.Timeline.Span;
import dev.sequitur.rule.explain.domain.Judgement;
import dev.sequitur.rule.explain.domain.Selectivity;
import dev.sequitur.rule.explain.domain.Types;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.past.EventFilter;
import dev.sequitur.rule.past.EventLog;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/** Decides one rule again on the events of a window, and counts. For one thread. */
final class Sampling {

  private record Key(int version, @Nullable String condition) {}

  private final EventFilter filter;
  private final Timeline timeline;
  private final Map<Key, Selectivity> versions = new HashMap<>();
  private final Set<UUID> seen = new HashSet<>();
  private long ofWorkspace;
  private long ofTypes;
  private long repeated;
  private long unreadable;

  Sampling(String workspace, Timeline timeline) {
    this.filter = new EventFilter(workspace);
    this.timeline = timeline;
  }

  void look(ConsumerRecord<byte[], byte[]> record) {
    if (!filter.isOfWorkspace(record)) {
      return;
    }
    ofWorkspace++;
    var span = timeline.at(Instant.ofEpochMilli(record.timestamp()));
    var rule = span.rule();
    if (rule != null && Types.cover(rule.on(), EventFilter.type(record))) {
      ofTypes++;
      read(record, span, rule);
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record, Span span, Rule rule) {
    switch (EventFilter.read(record)) {
      case EventLog.Kept(var event) when !seen.add(event.event().id()) -> repeated++;
      case EventLog.Kept(var event) -> decide(event, span, rule);
      case EventLog.Unreadable _, EventLog.Gone _ -> unreadable++;
    }
  }

  private void decide(Occurrence event, Span span, Rule rule) {
    // Parsed before the clock runs: live, one parsing serves all rules.
    event.data();
    long begun = System.nanoTime();
    var judgement = Judgement.of(rule, span.alone(), event);
    long took = System.nanoTime() - begun;
    of(rule).saw(judgement, Judgement.condition(rule, event), took);
  }

  private Selectivity of(Rule rule) {
    var expression = rule.condition().expression();
    var text = expression == null ? null : expression.text();
    return versions.computeIfAbsent(
        new Key(rule.starter().version(), text),
        key -> new Selectivity(key.version(), key.condition()));
  }

  /** The latest first. */
  List<RuleSelectivity.Version> versions() {
    return versions.values().stream()
        .map(RuleSelectivity.Version::of)
        .sorted(
            Comparator.comparingInt(RuleSelectivity.Version::version)
                .thenComparingLong(RuleSelectivity.Version::evaluated)
                .reversed())
        .toList();
  }

  RuleExplanation.Events events(long read) {
    return new RuleExplanation.Events(read, ofWorkspace, ofTypes, repeated, unreadable);
  }
}
