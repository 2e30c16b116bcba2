package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.RunState;
import dev.sequitur.reporting.projection.RunTable.Status;
import dev.sequitur.reporting.projection.RunTable.Written;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RunCountsTest {

  private static final Instant DECIDED = Instant.parse("2026-03-01T10:59:59.999Z");
  private static final UUID RULE = new UUID(1, 2);

  @Test
  void newRunCountsAsStartedInTheHourOfItsDecision() {
    var deltas = RunCounts.deltas(List.of(written(null, status(RunState.RUNNING))));

    assertThat(deltas).hasSize(1);
    assertThat(deltas.getFirst().hour().hour()).isEqualTo("2026-03-01T10:00:00Z");
    assertThat(deltas.getFirst().started()).isEqualTo(1);
    assertThat(deltas.getFirst().of(RunState.SUCCEEDED)).isZero();
  }

  @Test
  void redriveThatEndsOtherwiseMovesTheRun() {
    var deltas =
        RunCounts.deltas(List.of(written(status(RunState.FAILED), status(RunState.SUCCEEDED))));

    assertThat(deltas).hasSize(1);
    assertThat(deltas.getFirst().started()).isZero();
    assertThat(deltas.getFirst().of(RunState.FAILED)).isEqualTo(-1);
    assertThat(deltas.getFirst().of(RunState.SUCCEEDED)).isEqualTo(1);
  }

  @Test
  void runWithoutADecisionCountsNowhereYet() {
    var stub = new Status(null, RunState.FAILED);

    assertThat(RunCounts.deltas(List.of(written(null, stub)))).isEmpty();
    var completed = RunCounts.deltas(List.of(written(stub, status(RunState.FAILED))));
    assertThat(completed.getFirst().started()).isEqualTo(1);
    assertThat(completed.getFirst().of(RunState.FAILED)).isEqualTo(1);
  }

  @Test
  void rejectedRunIsNotStarted() {
    var deltas = RunCounts.deltas(List.of(written(null, status(RunState.REJECTED))));

    assertThat(deltas.getFirst().started()).isZero();
    assertThat(deltas.getFirst().of(RunState.REJECTED)).isEqualTo(1);
  }

  @Test
  void rowThatStaysAsItWasCountsNothing() {
    var same = status(RunState.SUCCEEDED);

    assertThat(RunCounts.deltas(List.of(written(same, same)))).isEmpty();
  }

  @Test
  void hourIsNamedAfterTheLatestVersion() {
    var before = new Written(id(1), "w", RULE, "old", 1, null, status(RunState.RUNNING));
    var after = new Written(id(2), "w", RULE, "new", 2, null, status(RunState.RUNNING));

    assertThat(RunCounts.deltas(List.of(after, before)))
        .singleElement()
        .satisfies(
            delta -> {
              assertThat(delta.ruleName()).isEqualTo("new");
              assertThat(delta.started()).isEqualTo(2);
            });
  }

  private static Written written(@Nullable Status before, Status after) {
    return new Written(id(1), "w", RULE, "rule", 1, before, after);
  }

  private static Status status(RunState state) {
    return new Status(DECIDED, state);
  }

  private static UUID id(int number) {
    return new UUID(0, number);
  }
}
