package dev.sequitur.trigger.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

  private final Pace pace = new Pace();

  @Test
  void lastMinuteCounts() {
    pace.count(1_000_000, 60);
    pace.count(1_030_000, 60);
    assertThat(pace.perSecond(1_031_000)).isEqualTo(2.0);
    assertThat(pace.perSecond(1_075_000)).isEqualTo(1.0);
    assertThat(pace.perSecond(1_200_000)).isZero();
  }

  @Test
  void clockThatGoesBackLosesNothing() {
    pace.count(1_000_000, 30);
    pace.count(900_000, 30);
    assertThat(pace.perSecond(1_000_000)).isEqualTo(1.0);
  }
}
