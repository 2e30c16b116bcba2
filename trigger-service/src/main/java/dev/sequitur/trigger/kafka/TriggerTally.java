package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.KafkaTriggerState.Refusal;
import dev.sequitur.trigger.kafka.domain.Decision;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What became of the records that this replica has read for one trigger. Thread-safe. */
final class TriggerTally {

  /** A view of it at one moment. */
  record Counts(
      long accepted,
      long filtered,
      long refused,
      long unreadable,
      @Nullable Instant lastRecordAt,
      @Nullable Instant lastEventAt,
      double eventsPerSecond,
      @Nullable Refusal lastRefusal) {}

  private final Pace pace = new Pace();
  private long accepted;
  private long filtered;
  private long refused;
  private long unreadable;
  private @Nullable Instant lastRecordAt;
  private @Nullable Instant lastEventAt;
  private @Nullable Refusal lastRefusal;

  synchronized void decided(Decision decision, int partition, long offset, Instant at) {
    lastRecordAt = at;
    switch (decision) {
      case Decision.Accepted _ -> {
        accepted++;
        lastEventAt = at;
        pace.count(at.toEpochMilli(), 1);
      }
      case Decision.Filtered _ -> filtered++;
      case Decision.Refused(String pointer, String code, String detail) -> {
        refused++;
        lastRefusal = new Refusal(partition, offset, at, pointer, code, detail);
      }
    }
  }

  synchronized void unreadable(Instant at) {
    lastRecordAt = at;
    unreadable++;
  }

  synchronized Counts counts(Instant now) {
    return new Counts(
        accepted,
        filtered,
        refused,
        unreadable,
        lastRecordAt,
        lastEventAt,
        pace.perSecond(now.toEpochMilli()),
        lastRefusal);
  }
}
