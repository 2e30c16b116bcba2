package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.trigger.schedule.FireView.State;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of one nominal instant.
 *
 * @param event what it says; null if it is let go
 * @param reason why it is let go; of one that fires only if that is remarkable
 */
record Fire(
    String workspace,
    UUID schedule,
    Instant nominal,
    int version,
    State state,
    @Nullable AcceptedEvent event,
    @Nullable String reason) {

  static Fire fired(Claimed.Row row, Instant nominal, AcceptedEvent event) {
    return of(row, nominal, State.FIRED, event, null);
  }

  static Fire misfired(Claimed.Row row, Instant nominal, String reason) {
    return of(row, nominal, State.MISFIRED, null, reason);
  }

  /** Let go, for runs of the firing before were going. */
  static Fire skipped(Claimed.Row row, Instant nominal, String reason) {
    return of(row, nominal, State.SKIPPED, null, reason);
  }

  private static Fire of(
      Claimed.Row row,
      Instant nominal,
      State state,
      @Nullable AcceptedEvent event,
      @Nullable String reason) {
    return new Fire(row.workspace(), row.uid(), nominal, row.version(), state, event, reason);
  }

  /** The same; its runs are waited for, or it says why nobody waits for those before them. */
  Fire following(@Nullable String remark) {
    return event == null
        ? this
        : new Fire(workspace, schedule, nominal, version, state, event.following(), remark);
  }

  /** Whether it is let go otherwise than the trigger says by its filter or its overlap. */
  boolean isFailure() {
    return state == State.MISFIRED && reason != null && !reason.startsWith("FILTERED");
  }

  boolean isFollowed() {
    return event != null && event.followed();
  }

  @Nullable UUID eventId() {
    return event == null ? null : event.id();
  }
}
