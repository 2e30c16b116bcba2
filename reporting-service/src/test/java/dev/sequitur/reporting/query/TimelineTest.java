package dev.sequitur.reporting.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {

  private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
  private static final UUID ID = new UUID(0, 1);

  @Test
  void whatFallsOnOneInstantStandsInTheOrderOfCauses() {
    var run = run(RunState.SUCCEEDED, START, null, List.of(action(List.of(attempt(1, START)))));

    assertThat(Timeline.of(run))
        .extracting(TimelineEntry::what)
        .containsExactly(
            "EVENT_ACCEPTED", "RUN_STARTED", "ATTEMPT_STARTED", "ACTION_SUCCEEDED", "RUN_ENDED");
  }

  @Test
  void attemptsOfSeveralActionsAreToldByTime() {
    var first = action(List.of(attempt(1, START.plusMillis(1)), attempt(2, START.plusMillis(3))));
    var second = action(List.of(attempt(1, START.plusMillis(2))));

    assertThat(Timeline.of(run(RunState.RUNNING, null, null, List.of(first, second))))
        .filteredOn(entry -> entry.what().equals("ATTEMPT_STARTED"))
        .extracting(TimelineEntry::at)
        .isSorted()
        .hasSize(3);
  }

  @Test
  void rejectionSaysWhy() {
    var run = run(RunState.REJECTED, null, new Failure("TOO_LARGE", "3 MB"), List.of());

    assertThat(Timeline.of(run).getLast().what()).isEqualTo("RUN_REJECTED");
    assertThat(Timeline.of(run).getLast().detail())
        .isEqualTo("rule r, version 2 could not start: TOO_LARGE, 3 MB");
  }

  private static RunView run(
      RunState state,
      @Nullable Instant endedAt,
      @Nullable Failure rejection,
      List<RunView.Action> actions) {
    return new RunView(
        ID,
        state,
        null,
        new RunView.Rule(ID, "r", 2, Map.of()),
        new EventReference(ID, "type", 0, 5, START, null, null),
        0,
        START,
        endedAt,
        rejection,
        actions,
        null,
        null);
  }

  private static RunView.Action action(List<Attempt> attempts) {
    return new RunView.Action(
        ID,
        "step",
        0,
        "http.request@1",
        EffectState.SUCCEEDED,
        0,
        attempts.getLast().startedAt(),
        attempts,
        null,
        null,
        null,
        null);
  }

  private static Attempt attempt(int number, Instant startedAt) {
    return new Attempt(number, startedAt, 1_500, Attempt.Phase.ANSWERED, 200, null, null);
  }
}
