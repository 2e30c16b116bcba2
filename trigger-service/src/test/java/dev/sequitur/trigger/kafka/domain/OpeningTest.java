package dev.sequitur.trigger.kafka.domain;

import static dev.sequitur.trigger.kafka.domain.Samples.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.kafka.domain.Mark.Phase;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class OpeningTest {

  private static final Opening FRESH = opening(OptionalLong.empty());
  private static final Opening AT_500 = opening(OptionalLong.of(500));

  /** From now on is 400, the place that was asked for is 20. */
  private static Opening opening(OptionalLong common) {
    return new Opening(common, () -> 400, () -> 20);
  }

  @Test
  void triggerFromNowJoinsTheCommonReader() {
    assertThat(FRESH.mark(standing("now", true), null)).isEqualTo(mark(Phase.LIVE, 400, "now"));
  }

  @Test
  void nobodyJoinsBeforeWhatTheCommonReaderHasPassed() {
    assertThat(AT_500.mark(standing("now", true), null)).isEqualTo(mark(Phase.LIVE, 500, "now"));
  }

  @Test
  void triggerFromEarlierCatchesUpByItself() {
    assertThat(AT_500.mark(standing("earliest", true), null))
        .isEqualTo(mark(Phase.CATCHING_UP, 20, "earliest"));
  }

  @Test
  void startIsAskedForOnce() {
    var stored = mark(Phase.LIVE, 80, "earliest");
    assertThat(AT_500.mark(standing("earliest", true), stored)).isEqualTo(stored);
    assertThat(AT_500.mark(standing("now", true), stored)).isEqualTo(stored);
  }

  @Test
  void otherStartIsAnotherCatchUp() {
    var other = "2026-01-01T00:00:00Z";
    assertThat(AT_500.mark(standing(other, true), mark(Phase.LIVE, 80, "earliest")))
        .isEqualTo(mark(Phase.CATCHING_UP, 20, other));
  }

  @Test
  void catchUpGoesOnWhereItWas() {
    var stored = mark(Phase.CATCHING_UP, 120, "earliest");
    assertThat(AT_500.mark(standing("earliest", true), stored)).isEqualTo(stored);
  }

  @Test
  void suspensionNotesTheFirstRecordThatIsNotGiven() {
    assertThat(AT_500.mark(standing("now", false), mark(Phase.LIVE, 400, "now")))
        .isEqualTo(mark(Phase.PAUSED, 500, "now"));
    assertThat(AT_500.mark(standing("now", false), mark(Phase.LIVE, 600, "now")))
        .isEqualTo(mark(Phase.PAUSED, 600, "now"));
    assertThat(AT_500.mark(standing("earliest", false), mark(Phase.CATCHING_UP, 120, "earliest")))
        .isEqualTo(mark(Phase.PAUSED, 120, "earliest"));
    assertThat(AT_500.mark(standing("now", false), null)).isEqualTo(mark(Phase.PAUSED, 500, "now"));
  }

  @Test
  void resumptionBeginsAtNowUnlessItWasAskedForMore() {
    assertThat(FRESH.mark(standing("now", true), mark(Phase.PAUSED, 300, "now")))
        .isEqualTo(mark(Phase.LIVE, 400, "now"));
    assertThat(FRESH.mark(standing("now", true), mark(Phase.CATCH_UP_ASKED, 300, "now")))
        .isEqualTo(mark(Phase.CATCHING_UP, 300, "now"));
  }

  @Test
  void markOfAnEarlierStayDoesNotCount() {
    var earlier = new Mark(Phase.LIVE, 10, 0, "now");
    assertThat(FRESH.mark(standing("now", true), earlier)).isEqualTo(mark(Phase.LIVE, 400, "now"));
  }

  @Test
  void commonReaderReadsNothingThatNobodyWants() {
    var marks = List.of(mark(Phase.LIVE, 700, "now"), mark(Phase.CATCHING_UP, 5, "earliest"));
    assertThat(Opening.common(OptionalLong.of(500), marks, 900)).isEqualTo(700);
    assertThat(Opening.common(OptionalLong.of(800), marks, 900)).isEqualTo(800);
    assertThat(Opening.common(OptionalLong.empty(), marks, 900)).isEqualTo(700);
    assertThat(Opening.common(OptionalLong.of(500), List.of(), 900)).isEqualTo(900);
  }

  @Test
  void markIsReadAsItWasWritten() {
    var mark = mark(Phase.CATCHING_UP, 120, "2026-01-01T00:00:00Z");
    assertThat(Mark.of(120, mark.metadata("id"), "id")).contains(mark);
    assertThat(Mark.of(120, mark.metadata("id"), "other")).isEmpty();
    assertThat(Mark.of(120, "", "id")).isEmpty();
    assertThat(Mark.of(120, "1 id LATER 1 now", "id")).isEmpty();
  }

  private static Mark mark(Phase phase, long offset, String from) {
    return new Mark(phase, offset, 1, from);
  }
}
