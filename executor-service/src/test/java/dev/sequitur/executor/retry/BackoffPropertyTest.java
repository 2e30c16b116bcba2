package dev.sequitur.executor.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.RetryPolicy;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BackoffPropertyTest {

  @Property
  void ceilingNeverShrinksAndNeverPassesTheCap(
      @ForAll @LongRange(min = -1_000, max = Long.MAX_VALUE / 1_000_000) long backoff,
      @ForAll @LongRange(min = -1_000, max = Long.MAX_VALUE / 1_000_000) long cap,
      @ForAll @IntRange(min = 1, max = 10_000) int attempt) {
    var policy =
        new RetryPolicy(5, Duration.ofMillis(backoff), Duration.ofMillis(cap), Duration.ofDays(1));

    var ceiling = Backoff.ceiling(policy, attempt);

    assertThat(ceiling).isBetween(Duration.ZERO, Duration.ofMillis(Math.max(cap, 0)));
    assertThat(Backoff.ceiling(policy, attempt + 1)).isGreaterThanOrEqualTo(ceiling);
  }

  @Property
  void pauseStaysBetweenFloorAndCeiling(
      @ForAll @LongRange(min = 0, max = 1_000_000) long floor,
      @ForAll @LongRange(min = 0, max = 1_000_000) long spread,
      @ForAll @DoubleRange(min = 0, max = 1, maxIncluded = false) double random) {
    var retry = new Verdict.Retry(Duration.ofMillis(floor), Duration.ofMillis(floor + spread));

    assertThat(Backoff.pause(retry, random)).isBetween(retry.floor(), retry.ceiling());
  }

  @net.jqwik.api.Example
  void ceilingDoubles() {
    var policy =
        new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofSeconds(60), Duration.ofDays(1));

    assertThat(Backoff.ceiling(policy, 1)).isEqualTo(Duration.ofSeconds(1));
    assertThat(Backoff.ceiling(policy, 2)).isEqualTo(Duration.ofSeconds(2));
    assertThat(Backoff.ceiling(policy, 6)).isEqualTo(Duration.ofSeconds(32));
    assertThat(Backoff.ceiling(policy, 7)).isEqualTo(Duration.ofSeconds(60));
  }
}
