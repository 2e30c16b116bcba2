package dev.sequitur.trigger.state;

import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.schedule.FireView;
import dev.sequitur.trigger.schedule.Fires;
import dev.sequitur.trigger.schedule.Standing;
import dev.sequitur.trigger.state.Observation.Condition;
import dev.sequitur.trigger.state.Observation.LastEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Schedules: by what the database says of their instants. */
@ApplicationScoped
class ScheduleObserver implements Observer {

  private final Fires fires;

  ScheduleObserver(Fires fires) {
    this.fires = fires;
  }

  @Override
  public boolean observes(Source source) {
    return source instanceof Source.Schedule;
  }

  @Override
  public Observation observe(String workspace, UUID trigger) {
    return decide(fires.standing(workspace, trigger));
  }

  static Observation decide(Optional<Standing> standing) {
    // Published a moment ago: it stands in the table once it is in force.
    return standing
        .map(ScheduleObserver::decide)
        .orElse(new Observation(Condition.RUNNING, "NOT_YET_IN_FORCE", null, null, null, null));
  }

  private static Observation decide(Standing standing) {
    var failure = failure(standing);
    var fired = standing.lastFired();
    return new Observation(
        failure == null ? Condition.RUNNING : Condition.FAILING,
        failure == null ? remark(standing) : failure,
        fired == null ? null : new LastEvent(fired.eventId(), fired.decidedAt()),
        null,
        standing.lastDecided(),
        standing.next());
  }

  private static @Nullable String remark(Standing standing) {
    if (standing.waits()) {
      return "WAITS_FOR_RUNS";
    }
    return standing.next() == null ? "NOTHING_TO_COME" : null;
  }

  private static @Nullable String failure(Standing standing) {
    if (standing.isUnusable()) {
      return "UNUSABLE";
    }
    if (standing.isOverdue()) {
      return "OVERDUE";
    }
    var last = standing.lastDecided();
    return last != null && last.state() == FireView.State.MISFIRED && isFailure(last.reason())
        ? last.reason()
        : null;
  }

  /** What was filtered or missed is as the schedule says; an event that cannot be made is not. */
  private static boolean isFailure(@Nullable String reason) {
    return reason != null && !reason.equals("FILTERED") && !reason.equals("MISSED");
  }
}
