package dev.sequitur.reporting.query;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a run from its event to its end. */
final class Timeline {

  private Timeline() {}

  /** All that happened, by its instant; what falls on one instant stands in the order of causes. */
  static List<TimelineEntry> of(RunView run) {
    var entries = new ArrayList<TimelineEntry>();
    var event = run.event();
    entries.add(
        new TimelineEntry(
            event.acceptedAt(),
            "EVENT_ACCEPTED",
            "event %s of type %s at %d/%d"
                .formatted(event.id(), event.type(), event.partition(), event.offset())));
    decision(run, entries);
    run.actions().forEach(action -> tell(action, entries));
    if (run.endedAt() != null) {
      entries.add(
          new TimelineEntry(run.endedAt(), "RUN_ENDED", "the run ended " + run.state().name()));
    }
    // The sort is stable, and causes were added before what they caused.
    entries.sort(Comparator.comparing(TimelineEntry::at));
    return List.copyOf(entries);
  }

  private static void decision(RunView run, List<TimelineEntry> entries) {
    if (run.decidedAt() == null) {
      return;
    }
    var rule = "rule %s, version %d".formatted(run.rule().name(), run.rule().version());
    var rejection = run.rejection();
    if (rejection == null) {
      var started = "%s started %d action(s)".formatted(rule, run.actions().size());
      entries.add(new TimelineEntry(run.decidedAt(), "RUN_STARTED", started));
    } else {
      entries.add(
          new TimelineEntry(
              run.decidedAt(),
              "RUN_REJECTED",
              "%s could not start: %s, %s".formatted(rule, rejection.code(), rejection.detail())));
    }
  }

  private static void tell(RunView.Action action, List<TimelineEntry> entries) {
    if (action.earlier() != null) {
      for (var earlier : action.earlier()) {
        attempts(action.step(), earlier.generation(), earlier.attempts(), entries);
        settled(
            action.step(),
            earlier.generation(),
            earlier.state(),
            earlier.settledAt(),
            earlier.failure(),
            entries);
      }
    }
    if (action.generation() != null && action.settledAt() != null) {
      attempts(action.step(), action.generation(), action.attempts(), entries);
      settled(
          action.step(),
          action.generation(),
          action.state(),
          action.settledAt(),
          action.failure(),
          entries);
    }
  }

  private static void attempts(
      String step, int generation, List<Attempt> attempts, List<TimelineEntry> entries) {
    for (var attempt : attempts) {
      var text =
          new StringBuilder("%s, attempt %d%s: ".formatted(step, attempt.number(), of(generation)))
              .append(attempt.phase());
      if (attempt.status() != null) {
        text.append(", status ").append(attempt.status());
      }
      if (attempt.code() != null) {
        text.append(", ").append(attempt.code());
      }
      text.append(" after %.3f ms".formatted(attempt.durationMicros() / 1000.0));
      entries.add(new TimelineEntry(attempt.startedAt(), "ATTEMPT_STARTED", text.toString()));
    }
  }

  private static void settled(
      String step,
      int generation,
      EffectState state,
      Instant at,
      @Nullable Failure failure,
      List<TimelineEntry> entries) {
    var why = failure == null ? "" : ": " + failure.code() + ", " + failure.detail();
    entries.add(
        new TimelineEntry(
            at, "ACTION_" + state.name(), "%s%s%s".formatted(step, of(generation), why)));
  }

  private static String of(int generation) {
    return generation == 0 ? "" : " (redrive " + generation + ")";
  }
}
