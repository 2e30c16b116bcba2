package dev.sequitur.rule.backtest;

import dev.sequitur.rule.backtest.domain.Findings;
import dev.sequitur.rule.explain.RuleExplanation;
import dev.sequitur.rule.explain.domain.Types;
import dev.sequitur.rule.matching.Range;
import dev.sequitur.rule.matching.SeenEvents;
import dev.sequitur.rule.matching.SeenEvents.Sighting;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.past.EventFilter;
import dev.sequitur.rule.past.EventLog;
import dev.sequitur.rule.past.LogWindow;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Tries a rule on the records of a window, as they come. For one thread. */
final class Trying {

  private static final int MOST_TYPES = 10_000;

  private final EventFilter filter;
  private final Set<String> patterns;
  private final Map<String, Boolean> covered = new HashMap<>();
  private final SeenEvents seen;
  private final Findings findings;
  private long ofWorkspace;
  private long ofTypes;
  private long repeated;
  private long unreadable;

  /**
   * @param patterns the types that any of the versions listens to
   * @param seen recognises repeated events as live does
   */
  Trying(String workspace, List<String> patterns, SeenEvents seen, Findings findings) {
    this.filter = new EventFilter(workspace);
    this.patterns = new HashSet<>(patterns);
    this.seen = seen;
    this.findings = findings;
  }

  /** What came just before the window counts for what is a repeat within it. */
  void begin(LogWindow window) {
    seen.begin(
        window.positions().entrySet().stream()
            .map(place -> new Range(place.getKey(), place.getValue(), place.getValue()))
            .toList());
  }

  /** Most records are passed over by their headers. */
  void look(ConsumerRecord<byte[], byte[]> record) {
    if (!filter.isOfWorkspace(record)) {
      return;
    }
    ofWorkspace++;
    if (!covers(EventFilter.type(record))) {
      return;
    }
    ofTypes++;
    switch (EventFilter.read(record)) {
      case EventLog.Kept(var event) -> take(event);
      case EventLog.Unreadable _, EventLog.Gone _ -> unreadable++;
    }
  }

  private void take(Occurrence event) {
    var reference = event.reference();
    boolean isFirst =
        seen.sight(reference.partition(), reference.offset(), event.event()) == Sighting.FIRST;
    if (!isFirst || !findings.event(event)) {
      repeated++;
    }
  }

  private boolean covers(String type) {
    var known = covered.get(type);
    if (known != null) {
      return known;
    }
    boolean covers = Types.cover(patterns, type);
    if (covered.size() < MOST_TYPES) {
      covered.put(type, covers);
    }
    return covers;
  }

  Findings findings() {
    return findings;
  }

  RuleExplanation.Events events(long read) {
    return new RuleExplanation.Events(read, ofWorkspace, ofTypes, repeated, unreadable);
  }
}
