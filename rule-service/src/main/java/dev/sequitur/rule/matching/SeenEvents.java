package dev.sequitur.rule.matching;

import dev.sequitur.contracts.AcceptedEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32C;

/**
 * The ids of the latest events of each partition. It only spares work: an event that it does not
 * recognise makes the same runs again, and its receivers recognise those.
 *
 * <p>A batch begins by forgetting what is known from its own offsets on, so that a batch which
 * comes again does not find its own events seen. What a batch brought that was not handled is
 * forgotten at once: the same event, sent once more, is then the first. For one thread.
 */
public final class SeenEvents {

  /** Whether an event was seen before. */
  public enum Sighting {
    FIRST,
    REPEATED,
    /** Seen before, with other data. */
    ALTERED
  }

  private final int capacity;
  private final EventTail tail;
  private final Map<Integer, Window> windows = new HashMap<>();
  private final CRC32C checksum = new CRC32C();

  /**
   * @param capacity how many events of each partition are remembered
   * @param tail where the latest events before a position are read again
   */
  public SeenEvents(int capacity, EventTail tail) {
    this.capacity = capacity;
    this.tail = tail;
  }

  /**
   * Begins a batch. If what came just before a range was not seen here, because the partition was
   * elsewhere, it is read again from the log.
   */
  public void begin(Collection<Range> ranges) {
    for (var range : ranges) {
      var window = window(range.partition());
      window.forgetFrom(range.from());
      var missed = Math.min(capacity, range.from() - window.next());
      if (missed > 0) {
        tail.before(
            range.partition(),
            range.from(),
            (int) missed,
            event -> sight(window, event, range.from() - 1));
      }
      window.next(range.next());
    }
  }

  /** Looks whether the event came before, in this batch or an earlier one, and notes it. */
  public Sighting sight(int partition, long offset, AcceptedEvent event) {
    return sight(window(partition), event, offset);
  }

  /** A batch was not handled: what it brought, and all behind it, is forgotten. */
  public void failed(Collection<Range> ranges) {
    ranges.forEach(range -> window(range.partition()).forgetFrom(range.from()));
  }

  private Sighting sight(Window window, AcceptedEvent event, long offset) {
    var fingerprint = fingerprint(event);
    var place = window.find(event.id());
    if (place == Window.NONE) {
      window.add(event.id(), fingerprint, offset);
      return Sighting.FIRST;
    }
    return window.fingerprint(place) == fingerprint ? Sighting.REPEATED : Sighting.ALTERED;
  }

  private Window window(int partition) {
    return windows.computeIfAbsent(partition, _ -> new Window(capacity));
  }

  /** Tells bodies apart for counting, nothing more: two checksums that are quick. */
  private long fingerprint(AcceptedEvent event) {
    checksum.reset();
    checksum.update(event.data());
    return checksum.getValue() << 32 | (Arrays.hashCode(event.data()) & 0xFFFF_FFFFL);
  }
}
