package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.trial.Rehearsal;
import dev.sequitur.trigger.trial.Sample;
import dev.sequitur.trigger.trial.Trial;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** What a nominal instant would say: a given one, else the next that the schedule has. */
@ApplicationScoped
class ScheduleRehearsal implements Rehearsal {

  private final InstantSource clock;

  ScheduleRehearsal(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public boolean rehearses(Source source) {
    return source instanceof Source.Schedule;
  }

  @Override
  public Set<String> fields() {
    return Set.of("nominalInstant");
  }

  @Override
  public Trial rehearse(PublishedTrigger trigger, Sample sample) {
    var given = sample.nominalInstant();
    var nominal = given == null ? next(trigger) : given;
    return switch (Occurrence.decide(trigger, nominal, TraceParent.fresh())) {
      case Occurrence.Says(AcceptedEvent event) -> Trial.accepted(event, true);
      case Occurrence.Filtered(String code) -> Trial.filtered(code);
      case Occurrence.Unmapped(Violation violation) ->
          Trial.rejected(
              TriggerProblem.MAPPING_FAILED.name(),
              "The trigger " + trigger.name() + " cannot make an event of this instant.",
              List.of(violation));
    };
  }

  /** A schedule that is over still says what it would have said. */
  private Instant next(PublishedTrigger trigger) {
    var now = clock.instant();
    var next = ((Source.Schedule) trigger.spec().source()).timetable().after(now);
    return next == null ? now.truncatedTo(ChronoUnit.SECONDS) : next;
  }
}
