package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  private static final double STATED = 4.5;

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 0.95, 0.99, 1})
  void percentileIsAsNearAsIsStated(double share) {
    var random = new Random(11);
    var durations = new Durations();
    var exact = new long[10_000];
    for (int i = 0; i < exact.length; i++) {
      // From a tenth of a millisecond to twenty minutes.
      exact[i] = (long) (100 * Math.exp(random.nextDouble() * 16));
      durations.add(exact[i], 1);
    }
    Arrays.sort(exact);

    var held = exact[(int) Math.ceil(share * exact.length) - 1];
    assertThat(durations.percentile(share)).isCloseTo(held, Percentage.withPercentage(STATED));
  }

  @Test
  void bucketsAreWithoutAGapAndInOrder() {
    for (long micros = 1; micros < 1L << 46; micros += 1 + micros / 50) {
      var bucket = Durations.bucket(micros);
      assertThat(bucket).isBetween(0, 46 * 8);
      assertThat(StrictMath.pow(2, bucket / 8.0)).isLessThanOrEqualTo(micros * (1 + 1e-12));
      assertThat(StrictMath.pow(2, (bucket + 1) / 8.0)).isGreaterThan(micros * (1 - 1e-12));
    }
  }

  @Test
  void whatIsBeyondAllBucketsIsInTheOutermost() {
    assertThat(Durations.bucket(-5)).isZero();
    assertThat(Durations.bucket(0)).isZero();
    assertThat(Durations.bucket(Long.MAX_VALUE)).isEqualTo(46 * 8 - 1);
  }

  @Test
  void whatIsTakenAwayAgainLeavesNoTrace() {
    var durations = new Durations();
    durations.add(100, 1);
    durations.add(5_000, 2);
    durations.add(5_000, -2);

    assertThat(durations.buckets()).isEqualTo("{" + Durations.bucket(100) + "}");
    assertThat(durations.counts()).isEqualTo("{1}");
    durations.add(100, -1);
    assertThat(durations.isEmpty()).isTrue();
    assertThat(durations.buckets()).isEqualTo("{}");
  }

  @Test
  void twoAddUp() {
    var first = new Durations();
    first.add(1_000, 3);
    var second = new Durations();
    second.add(1_000_000, 1);

    first.add(second);

    assertThat(first.count()).isEqualTo(4);
    assertThat(first.percentile(0.75)).isCloseTo(1_000L, within(45L));
    assertThat(first.percentile(0.76)).isCloseTo(1_000_000L, within(45_000L));
  }
}
