package dev.sequitur.rule.matching;

import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.rule.matching.SeenEvents.Sighting;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Occurrence;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The tallies of one batch, one for each partition that it has events of. */
public final class Tallies {

  private final Map<Integer, Tally> byPartition = new TreeMap<>();

  private Tallies() {}

  /** Empty tallies for a batch's partitions. */
  public static Tallies of(Batch<?> batch) {
    var tallies = new Tallies();
    for (var received : batch) {
      tallies.byPartition.computeIfAbsent(
          received.partition(), partition -> new Tally(range(batch, partition, received.offset())));
    }
    return tallies;
  }

  private static Range range(Batch<?> batch, int partition, long from) {
    for (var position : batch.next().entrySet()) {
      if (position.getKey().partition() == partition) {
        return new Range(partition, from, position.getValue());
      }
    }
    throw new IllegalArgumentException("a batch without a position on partition " + partition);
  }

  /** See {@link Tally#evaluated}. */
  public void evaluated(Occurrence event, List<Decision> decisions, int listening) {
    of(event).evaluated(event, decisions, listening);
  }

  public void repeated(Occurrence event, Sighting sighting) {
    of(event).repeated(event, sighting == Sighting.ALTERED);
  }

  public List<EventsMatched> summaries() {
    return byPartition.values().stream().map(Tally::summary).toList();
  }

  public List<Range> ranges() {
    return byPartition.values().stream().map(Tally::range).toList();
  }

  Collection<Tally> all() {
    return byPartition.values();
  }

  private Tally of(Occurrence event) {
    return Objects.requireNonNull(byPartition.get(event.reference().partition()));
  }
}
