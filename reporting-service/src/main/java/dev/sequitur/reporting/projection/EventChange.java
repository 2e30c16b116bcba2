package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.AcceptedEvent;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an event from some of its records: the first of them, and how many there are.
 *
 * @param partition partition of {@code events}
 * @param offset offset there
 * @param acceptedAt the broker's stamp
 * @param time when it happened, as its source says
 * @param hops emitted events behind it
 * @param records how often the id was seen
 */
public record EventChange(
    UUID eventId,
    String workspace,
    int partition,
    long offset,
    Instant acceptedAt,
    String type,
    String source,
    @Nullable String subject,
    @Nullable String key,
    UUID trigger,
    int triggerVersion,
    @Nullable Instant time,
    int hops,
    int records) {

  // Duplicates stand in one partition as a rule; if not, the broker's stamp tells the first.
  private static final Comparator<EventChange> BY_POSITION =
      Comparator.comparing(EventChange::acceptedAt)
          .thenComparing(EventChange::partition)
          .thenComparing(EventChange::offset);

  static EventChange of(AcceptedEvent event, int partition, long offset, Instant acceptedAt) {
    return new EventChange(
        event.id(),
        event.workspace(),
        partition,
        offset,
        acceptedAt,
        event.type(),
        event.source(),
        event.subject(),
        event.key(),
        event.trigger(),
        event.triggerVersion(),
        event.time(),
        event.hops(),
        1);
  }

  public EventChange plus(EventChange other) {
    var first = BY_POSITION.compare(this, other) <= 0 ? this : other;
    return first.counting(records + other.records);
  }

  private EventChange counting(int all) {
    return new EventChange(
        eventId,
        workspace,
        partition,
        offset,
        acceptedAt,
        type,
        source,
        subject,
        key,
        trigger,
        triggerVersion,
        time,
        hops,
        all);
  }
}
