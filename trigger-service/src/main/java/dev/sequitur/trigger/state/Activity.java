package dev.sequitur.trigger.state;

import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What came of calls of one trigger at this replica. Costs a caller two writes, and no lock. */
public final class Activity {

  private final String workspace;
  private final UUID trigger;
  private final InstantSource clock;
  private volatile Seen seen = Seen.NOTHING;

  Activity(String workspace, UUID trigger, InstantSource clock) {
    this.workspace = workspace;
    this.trigger = trigger;
    this.clock = clock;
  }

  /**
   * What was seen up to now.
   *
   * @param inARow refusals since the last event; approximately, where several threads refuse
   */
  record Seen(
      @Nullable UUID event,
      @Nullable Instant eventAt,
      @Nullable String refusal,
      @Nullable Instant refusedAt,
      long inARow) {

    static final Seen NOTHING = new Seen(null, null, null, null, 0);
  }

  /** The broker has acknowledged an event. */
  public void accepted(UUID event) {
    var before = seen;
    seen = new Seen(event, clock.instant(), before.refusal, before.refusedAt, 0);
  }

  /** A call was refused. */
  public void refused(String code) {
    var before = seen;
    seen = new Seen(before.event, before.eventAt, code, clock.instant(), before.inARow + 1);
  }

  String workspace() {
    return workspace;
  }

  UUID trigger() {
    return trigger;
  }

  Seen seen() {
    return seen;
  }
}
