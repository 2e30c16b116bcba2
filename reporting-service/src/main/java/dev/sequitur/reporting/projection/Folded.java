package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.kit.kafka.Received;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * Records folded per id. Sorted, so that all writers lock rows in one order.
 *
 * @param events by event id
 * @param runs by run id
 * @param stopped summaries of matching that tell of rules that were kept from a run, as they came
 * @param shadows verdicts as they came: the database knows which are new
 */
public record Folded(
    SortedMap<UUID, EventChange> events,
    SortedMap<UUID, RunChange> runs,
    List<EventsMatched> stopped,
    List<ShadowVerdict> shadows) {

  /** Folds records in the order in which they were read. */
  public static Folded of(Iterable<Received<Fact>> records) {
    var folded = new Folded(new TreeMap<>(), new TreeMap<>(), new ArrayList<>(), new ArrayList<>());
    for (var record : records) {
      folded.add(record);
    }
    return folded;
  }

  private void add(Received<Fact> record) {
    if (!record.topic().equals(record.value().topic())) {
      // Nobody but us writes to these topics; the hop takes the batch apart and puts this aside.
      throw new IllegalStateException(
          record.value().topic() + " is where this belongs, not " + record.topic());
    }
    switch (record.value()) {
      case Fact.Accepted(var event) -> {
        var change = EventChange.of(event, record.partition(), record.offset(), record.timestamp());
        events.merge(change.eventId(), change, EventChange::plus);
      }
      case Fact.Stopped(var summary) -> stopped.add(summary);
      case Fact.Compared(var verdicts) -> shadows.addAll(verdicts);
      case Fact.Told(_, var change) -> runs.merge(change.runId(), change, RunChange::plus);
    }
  }
}
