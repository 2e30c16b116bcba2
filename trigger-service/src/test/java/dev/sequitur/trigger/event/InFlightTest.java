package dev.sequitur.trigger.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.TriggerConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class InFlightTest {

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final InFlight inFlight = new InFlight(new Limits(2, 100), meters);

  private record Limits(int requestsInFlight, long bytesInFlight) implements TriggerConfig {
    @Override
    public int bodyLimit() {
      return 1_000;
    }

    @Override
    public Schedules schedules() {
      throw new AssertionError("not asked for here");
    }
  }

  @Test
  void requestBeyondTheLimitGetsNoPlaceUntilAnotherLeaves() {
    var first = enter();
    enter();
    assertThat(inFlight.enter()).isNull();
    first.leave();
    assertThat(inFlight.enter()).isNotNull();
  }

  @Test
  void bytesBeyondTheLimitAreNotTaken() {
    var first = enter();
    var second = enter();
    assertThat(first.take(60)).isTrue();
    assertThat(second.take(41)).isFalse();
    assertThat(second.take(40)).isTrue();
    assertThat(gauge("sequitur.trigger.bytes.in.flight")).isEqualTo(100);
    first.leave();
    assertThat(second.take(60)).isTrue();
  }

  @Test
  void placeIsGivenBackOnce() {
    var place = enter();
    place.take(10);
    place.leave();
    place.leave();
    assertThat(gauge("sequitur.trigger.in.flight")).isZero();
    assertThat(gauge("sequitur.trigger.bytes.in.flight")).isZero();
  }

  private InFlight.Place enter() {
    return Objects.requireNonNull(inFlight.enter());
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }
}
