package dev.sequitur.rule.explain;

import dev.sequitur.rule.explain.Timeline.Span;
import dev.sequitur.rule.explain.domain.Judgement;
import dev.sequitur.rule.explain.domain.NearMisses;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.explain.domain.Types;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.past.EventFilter;
import dev.sequitur.rule.past.EventLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** What one rule made of the events of a window, counted. For one thread. */
final class Review {

  static final int MOST_SAMPLES = 20;
  static final int MOST_TYPES = 1_000;

  private final EventFilter filter;
  private final Timeline timeline;
  private final NearMisses misses = new NearMisses(MOST_SAMPLES);
  private final SortedMap<Stop, Long> stopped = new TreeMap<>();
  private final Map<String, Long> types = new HashMap<>();
  private final List<Judged> samples = new ArrayList<>();
  private final Set<UUID> seen = new HashSet<>();
  private long ofWorkspace;
  private long ofTypes;
  private long repeated;
  private long unreadable;
  private long matched;

  Review(String workspace, Timeline timeline) {
    this.filter = new EventFilter(workspace);
    this.timeline = timeline;
  }

  /** An event that the rule listens to, and what it made of it. */
  record Judged(Occurrence event, Judgement judgement) {}

  void look(ConsumerRecord<byte[], byte[]> record) {
    if (!filter.isOfWorkspace(record)) {
      return;
    }
    ofWorkspace++;
    var type = EventFilter.type(record);
    if (types.size() < MOST_TYPES || types.containsKey(type)) {
      types.merge(type, 1L, Long::sum);
    }
    var span = timeline.at(Instant.ofEpochMilli(record.timestamp()));
    if (span.rule() == null) {
      count(span.stop() == null ? Stop.UNUSABLE : span.stop());
    } else if (!Types.cover(span.rule().on(), type)) {
      count(Stop.TYPE);
    } else {
      ofTypes++;
      read(record, span);
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record, Span span) {
    switch (EventFilter.read(record)) {
      case EventLog.Kept(var event) when !seen.add(event.event().id()) -> repeated++;
      case EventLog.Kept(var event) -> judge(event, span);
      case EventLog.Unreadable _, EventLog.Gone _ -> unreadable++;
    }
  }

  private void judge(Occurrence event, Span span) {
    var judgement = Judgement.of(Objects.requireNonNull(span.rule()), span.alone(), event);
    var stop = judgement.stop();
    if (stop == null) {
      matched++;
    } else {
      count(stop);
    }
    if (stop == Stop.CONDITION || stop == Stop.UNTOLD) {
      misses.unmatched(span.conjuncts(), Objects.requireNonNull(span.rule()).table(), event);
    }
    if (samples.size() < MOST_SAMPLES) {
      samples.add(new Judged(event, judgement));
    }
  }

  private void count(Stop stop) {
    stopped.merge(stop, 1L, Long::sum);
  }

  SortedMap<Stop, Long> stopped() {
    return stopped;
  }

  Map<String, Long> types() {
    return types;
  }

  NearMisses misses() {
    return misses;
  }

  List<Judged> samples() {
    return samples;
  }

  long matched() {
    return matched;
  }

  RuleExplanation.Events events(long read) {
    return new RuleExplanation.Events(read, ofWorkspace, ofTypes, repeated, unreadable);
  }
}
