package dev.sequitur.rule.matching;

import dev.sequitur.contracts.AcceptedEvent;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The ids of the latest events of each partition. It only spares work: an event that it does not
 * recognise makes the same runs again, and its receivers recognise those.
 *
 * <p>What a batch brings is taken over when the batch is done, not before: a batch that fails on
 * its way and comes again must not find its own events seen. For one thread.
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
  private final Map<Integer, Map<UUID, Long>> batch = new HashMap<>();

  /**
   * @param capacity how many events of each partition are remembered
   * @param tail where the latest events before a position are read again
   */
  public SeenEvents(int capacity, EventTail tail) {
    this.capacity = capacity;
    this.tail = tail;
  }

  /**
   * Begins a batch; what an earlier one brought and did not finish is forgotten. If what came just
   * before a range was not seen here, because the partition was elsewhere, it is read again from
   * the log.
   */
  public void begin(Collection<Range> ranges) {
    batch.clear();
    for (var range : ranges) {
      var window = windows.computeIfAbsent(range.partition(), _ -> new Window(capacity));
      var missed = Math.min(capacity, range.from() - window.next);
      if (missed > 0) {
        tail.before(
            range.partition(),
            range.from(),
            (int) missed,
            event -> window.put(event.id(), fingerprint(event)));
        window.next = range.from();
      }
    }
  }

  /** Looks whether the event came before, in this batch or an earlier one, and notes it. */
  public Sighting sight(int partition, AcceptedEvent event) {
    var fingerprint = fingerprint(event);
    var known = known(partition, event.id());
    if (known == null) {
      batchOf(partition).put(event.id(), fingerprint);
      return Sighting.FIRST;
    }
    return known == fingerprint ? Sighting.REPEATED : Sighting.ALTERED;
  }

  /** Takes over what the batch brought, now that everything that follows from it is said. */
  public void done(Collection<Range> ranges) {
    for (var range : ranges) {
      var window = windows.computeIfAbsent(range.partition(), _ -> new Window(capacity));
      window.putAll(batchOf(range.partition()));
      window.next = Math.max(window.next, range.next());
    }
    batch.clear();
  }

  private @Nullable Long known(int partition, UUID id) {
    var earlier = windows.get(partition);
    var known = earlier == null ? null : earlier.get(id);
    return known == null ? batchOf(partition).get(id) : known;
  }

  private Map<UUID, Long> batchOf(int partition) {
    return batch.computeIfAbsent(partition, _ -> new LinkedHashMap<>());
  }

  /** Tells bodies apart for counting, nothing more: two checksums that are quick. */
  private static long fingerprint(AcceptedEvent event) {
    var checksum = new CRC32C();
    checksum.update(event.data());
    return checksum.getValue() << 32 | (Arrays.hashCode(event.data()) & 0xFFFF_FFFFL);
  }

  private static final class Window extends LinkedHashMap<UUID, Long> {

    private static final long serialVersionUID = 1L;

    private final int capacity;
    private long next;

    Window(int capacity) {
      this.capacity = capacity;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<UUID, Long> eldest) {
      return size() > capacity;
    }
  }
}
