package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Ids;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.projection.HourlySums.Delta;
import dev.sequitur.reporting.projection.RunTable.Written;
import dev.sequitur.reporting.projection.Sum.Count;
import dev.sequitur.reporting.projection.Thing.Kind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class HourlySumsTest {

  private static final Instant ACCEPTED = Instant.parse("2026-03-01T10:59:59.999Z");
  private final Story story = new Story("w", "big-order", 1, ACCEPTED);
  private final RunChange planned = Telling.planned(story.command(1));
  private final RunChange failed = planned.plus(settled(0, EffectState.DEAD));
  private final RunChange redriven = failed.plus(settled(1, EffectState.SUCCEEDED));

  @Test
  void newRunCountsInTheHourOfItsDecisionForRuleTriggerAndAction() {
    var deltas = deltas(null, planned);

    assertThat(deltas)
        .extracting(delta -> delta.thing().kind())
        .containsExactly(Kind.RULE, Kind.TRIGGER, Kind.ACTION);
    assertThat(deltas)
        .allSatisfy(
            delta -> {
              assertThat(delta.thing().hour()).isEqualTo("2026-03-01T10:00:00Z");
              assertThat(delta.sum().of(Count.MATCHED)).isEqualTo(1);
              assertThat(delta.sum().of(Count.SUCCEEDED)).isZero();
              assertThat(delta.sum().durations().isEmpty()).isTrue();
            });
    assertThat(deltas.get(1).thing().uid()).isEqualTo(Ids.NO_TRIGGER);
    assertThat(deltas.get(2).thing().part()).isEqualTo("step-0");
    assertThat(deltas.get(2).sum().uses()).isEqualTo("http.request@1");
  }

  @Test
  void givenUpActionMakesItsRunFailedAndDead() {
    var deltas = deltas(null, failed);

    assertThat(of(deltas, Kind.RULE, Count.FAILED)).isEqualTo(1);
    assertThat(of(deltas, Kind.RULE, Count.DEAD)).isEqualTo(1);
    assertThat(of(deltas, Kind.ACTION, Count.FAILED)).isZero();
    assertThat(of(deltas, Kind.ACTION, Count.DEAD)).isEqualTo(1);
  }

  @Test
  void redriveThatEndsOtherwiseMovesTheRunAndItsDuration() {
    var deltas = deltas(failed, redriven);

    assertThat(of(deltas, Kind.RULE, Count.MATCHED)).isZero();
    assertThat(of(deltas, Kind.RULE, Count.FAILED)).isEqualTo(-1);
    assertThat(of(deltas, Kind.RULE, Count.DEAD)).isEqualTo(-1);
    assertThat(of(deltas, Kind.RULE, Count.SUCCEEDED)).isEqualTo(1);
    assertThat(of(deltas, Kind.ACTION, Count.ATTEMPTS)).isEqualTo(1);
    var durations = deltas.getFirst().sum().durations();
    assertThat(durations.buckets())
        .isEqualTo("{" + Durations.bucket(20_000) + "," + Durations.bucket(60_020_000) + "}");
    assertThat(durations.counts()).isEqualTo("{-1,1}");
  }

  @Test
  void allStepsOfARunTogetherAddUpToItsLastOne() {
    var atOnce = deltas(null, redriven);
    var sums = new HourlySums();
    sums.runs(List.of(new Written(null, planned), new Written(planned, failed)));
    sums.runs(List.of(new Written(failed, redriven)));

    assertThat(shown(sums.deltas())).isEqualTo(shown(atOnce));
  }

  @Test
  void runWithoutADecisionCountsNowhereYet() {
    var stub = settled(0, EffectState.DEAD);

    assertThat(deltas(null, stub)).isEmpty();
    assertThat(of(deltas(stub, stub.plus(planned)), Kind.RULE, Count.FAILED)).isEqualTo(1);
  }

  @Test
  void rejectedRunTookNoTime() {
    var deltas = deltas(null, RunChange.rejected(story.rejected()));

    assertThat(of(deltas, Kind.RULE, Count.REJECTED)).isEqualTo(1);
    assertThat(deltas.getFirst().sum().durations().isEmpty()).isTrue();
  }

  @Test
  void rowThatStaysAsItWasCountsNothing() {
    assertThat(deltas(failed, failed)).isEmpty();
  }

  @Test
  void nameDoesNotDependOnTheOrderInWhichItIsSaid() {
    var one = new Sum();
    one.named("new", "");
    one.named("old", "");
    var other = new Sum();
    other.named("old", "");
    other.named("new", "");

    assertThat(one.name()).isEqualTo(other.name());
  }

  @Test
  void runCountsForTheVersionThatDecidedAndItsTriggerForNone() {
    assertThat(deltas(null, planned))
        .extracting(delta -> delta.thing().version())
        .containsExactly(3, 0, 3);
  }

  @Test
  void rejectedRunCountsForItsCodeUntilItIsCarriedOutAllTheSame() {
    var rejected = RunChange.rejected(story.rejected());
    var deltas = deltas(null, rejected);

    assertThat(of(deltas, Kind.REJECTION, Count.REJECTED)).isEqualTo(1);
    assertThat(deltas.getLast().thing().part()).isEqualTo("COMMAND_TOO_LARGE");
    assertThat(of(deltas(rejected, rejected.plus(planned)), Kind.REJECTION, Count.REJECTED))
        .isEqualTo(-1);
  }

  private RunChange settled(int generation, EffectState state) {
    return RunChange.settled(story.last(0, generation, state));
  }

  private static List<Delta> deltas(@Nullable RunChange before, RunChange after) {
    return new HourlySums().runs(List.of(new Written(before, after))).deltas();
  }

  private static long of(List<Delta> deltas, Kind kind, Count count) {
    return deltas.stream()
        .filter(delta -> delta.thing().kind() == kind)
        .mapToLong(delta -> delta.sum().of(count))
        .sum();
  }

  private static List<String> shown(List<Delta> deltas) {
    return deltas.stream()
        .map(
            delta -> {
              var text = new StringBuilder(delta.thing().toString());
              for (var count : Count.values()) {
                text.append(' ').append(delta.sum().of(count));
              }
              return text.append(delta.sum().durations().buckets())
                  .append(delta.sum().durations().counts())
                  .toString();
            })
        .toList();
  }
}
