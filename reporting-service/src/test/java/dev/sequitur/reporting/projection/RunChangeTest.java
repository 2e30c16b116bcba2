package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import dev.sequitur.reporting.Story;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RunChangeTest {

  private static final Story STORY =
      new Story("default", "big-order", 1, Instant.parse("2026-03-01T10:00:00Z"));

  private final RunChange command = Telling.planned(STORY.command(2));
  private final RunChange rejection = RunChange.rejected(STORY.rejected());

  @Test
  void plannedRunIsRunningWithoutOutcomes() {
    assertThat(command.state()).isEqualTo(RunState.RUNNING);
    assertThat(command.actions().values())
        .hasSize(2)
        .allMatch(action -> action.state() == EffectState.PLANNED && !action.isSettled());
  }

  @Test
  void outcomeBeforeItsCommandIsARunWithoutADecision() {
    var early = RunChange.settled(STORY.outcome(0, 0, EffectState.SUCCEEDED));

    assertThat(early.state()).isEqualTo(RunState.RUNNING);
    assertThat(early.decidedAt()).isNull();
    assertThat(early.plus(command).decidedAt()).isEqualTo(STORY.acceptedAt());
    assertThat(early.plus(command).actions().get(STORY.commandId(0)))
        .extracting(ActionChange::state)
        .isEqualTo(EffectState.SUCCEEDED);
  }

  @Test
  void firstCommandWinsAsAWhole() {
    var sum = command.plus(Telling.planned(STORY.command(3)));

    assertThat(sum.actions()).hasSize(2);
  }

  @Test
  void latestGenerationHoldsAndEarlierOnesAreKept() {
    var failed = RunChange.settled(STORY.last(0, 0, EffectState.DEAD));
    var redriven = RunChange.settled(STORY.last(0, 1, EffectState.SUCCEEDED));

    var sum = redriven.plus(failed);

    assertThat(sum.state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(sum.generation()).isEqualTo(1);
    var action = sum.actions().get(STORY.commandId(0));
    assertThat(action).isNotNull();
    assertThat(action.generation()).isEqualTo(1);
    assertThat(action.earlier()).extracting(Settlement::state).containsExactly(EffectState.DEAD);
  }

  @Test
  void rejectedRunIsRejectedUnlessItWasCarriedOut() {
    assertThat(rejection.state()).isEqualTo(RunState.REJECTED);
    assertThat(rejection.plus(command).state()).isEqualTo(RunState.RUNNING);
    assertThat(command.plus(rejection).state()).isEqualTo(RunState.RUNNING);
  }

  @Test
  void endAndLastOutcomeStayOneInstant() {
    var precise = new Story("default", "r", 1, Instant.parse("2026-03-01T10:00:00.123456789Z"));

    var run = RunChange.settled(precise.last(0, 0, EffectState.SUCCEEDED));

    var at = Instant.parse("2026-03-01T10:00:00.143456Z");
    assertThat(run.end()).isNotNull().extracting(RunEnd::endedAt).isEqualTo(at);
    assertThat(run.actions().values())
        .flatExtracting(ActionChange::settlements)
        .extracting(Settlement::settledAt)
        .containsExactly(at);
  }
}
