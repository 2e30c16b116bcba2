package dev.sequitur.rule.matching;

import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Starter;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** At which events of a batch rules were kept from a run, and why. Nothing while none is. */
final class Stops {

  private record Stop(String workspace, Starter rule, boolean asked, String code, Instant hour) {}

  private final Range range;
  private final Map<Stop, BitSet> stops = new LinkedHashMap<>();

  Stops(Range range) {
    this.range = range;
  }

  /** Its condition was asked and could not be told. */
  void untold(Rule rule, String code, Occurrence event) {
    add(rule, true, code, event);
  }

  /** Its condition was not asked. */
  void unasked(Rule rule, String code, Occurrence event) {
    add(rule, false, code, event);
  }

  private void add(Rule rule, boolean asked, String code, Occurrence event) {
    var hour = event.acceptedAt().truncatedTo(ChronoUnit.HOURS);
    var place = Math.toIntExact(event.reference().offset() - range.from());
    stops
        .computeIfAbsent(
            new Stop(rule.workspace(), rule.starter(), asked, code, hour), _ -> new BitSet())
        .set(place);
  }

  /** As the summary says it, in the order in which they first came. */
  List<EventsMatched.Stopped> said() {
    return stops.entrySet().stream().map(stop -> said(stop.getKey(), stop.getValue())).toList();
  }

  private static EventsMatched.Stopped said(Stop stop, BitSet events) {
    var rule = stop.rule();
    return new EventsMatched.Stopped(
        stop.workspace(),
        rule.uid(),
        rule.name(),
        rule.version(),
        stop.asked(),
        stop.code(),
        stop.hour(),
        EventsMatched.Stopped.events(events));
  }

  /** How often rules were not asked, by code. */
  Map<String, Integer> unasked() {
    var counted = new TreeMap<String, Integer>();
    stops.forEach(
        (stop, events) -> {
          if (!stop.asked()) {
            counted.merge(stop.code(), events.cardinality(), Integer::sum);
          }
        });
    return counted;
  }
}
