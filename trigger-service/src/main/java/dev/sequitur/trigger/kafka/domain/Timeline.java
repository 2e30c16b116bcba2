package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was said of one trigger, in the order in which it takes effect. For one thread. */
public final class Timeline {

  private record Place(Instant from, long change) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::from).thenComparingLong(Place::change);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private record Said(
      State state, @Nullable PublishedTrigger trigger, Source.@Nullable Kafka source) {

    /** The topic that it reads or rests on; null if there is none. */
    @Nullable SourceTopic topic() {
      return state == State.ARCHIVED || trigger == null || source == null
          ? null
          : SourceTopic.of(trigger, source);
    }
  }

  private final TreeMap<Place, Said> changes = new TreeMap<>();

  /** Takes note of a change; empty if its spec cannot be used. */
  public void heard(DefinitionPublished change, Optional<PublishedTrigger> trigger) {
    // A change that was issued again replaces its former self, wherever that stood.
    changes.keySet().removeIf(place -> place.change() == change.change());
    var source =
        trigger.map(one -> one.spec().source()).orElse(null) instanceof Source.Kafka kafka
            ? kafka
            : null;
    changes.put(
        new Place(change.effectiveFrom(), change.change()),
        new Said(change.state(), trigger.orElse(null), source));
  }

  /** How it stands at an instant; empty if it has no topic then. */
  public Optional<Standing> at(Instant instant) {
    var inForce = changes.floorEntry(new Place(instant, Long.MAX_VALUE));
    if (inForce == null) {
      return Optional.empty();
    }
    var said = inForce.getValue();
    var topic = said.topic();
    if (topic == null || said.trigger() == null || said.source() == null) {
      return Optional.empty();
    }
    var since = inForce.getKey().from();
    var stay = inForce.getKey().change();
    var unbroken = true;
    for (var before : changes.headMap(inForce.getKey(), false).descendingMap().entrySet()) {
      if (!topic.equals(before.getValue().topic())) {
        break;
      }
      stay = before.getKey().change();
      unbroken &= before.getValue().state() == said.state();
      since = unbroken ? before.getKey().from() : since;
    }
    return Optional.of(
        new Standing(said.trigger(), said.source(), said.state() == State.ACTIVE, since, stay));
  }

  /** The topics that it has at an instant or will have. */
  public Set<SourceTopic> topicsFrom(Instant instant) {
    var topics = new HashSet<SourceTopic>();
    var inForce = changes.floorKey(new Place(instant, Long.MAX_VALUE));
    var rest = inForce == null ? changes : changes.tailMap(inForce, true);
    for (var said : rest.values()) {
      var topic = said.topic();
      if (topic != null) {
        topics.add(topic);
      }
    }
    return topics;
  }
}
