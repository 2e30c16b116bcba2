package dev.sequitur.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SuspensionsTest {

  private static final UUID UID = new UUID(1, 1);
  private final Suspensions suspensions = new Suspensions(Duration.ofSeconds(1));

  @Test
  void lastFromSuspensionToResumption() {
    hear(1, State.ACTIVE, 10, 8);
    hear(2, State.DISABLED, 20, 18);
    hear(3, State.ACTIVE, 25, 23);

    assertThat(suspensions.all()).containsExactly(new Suspension(Kind.LEAST, at(20), at(25)));
  }

  @Test
  void whatWasAppendedTooLateCountsFromWhenItWasIssuedAgain() {
    hear(1, State.ACTIVE, 10, 8);
    hear(2, State.DISABLED, 20, 20);
    hear(2, State.DISABLED, 22, 20);
    hear(3, State.ACTIVE, 25, 23);

    assertThat(suspensions.all()).containsExactly(new Suspension(Kind.LEAST, at(22), at(25)));
  }

  @Test
  void suspensionThatNeverCameIntoForceIsNone() {
    hear(1, State.ACTIVE, 10, 8);
    hear(2, State.DISABLED, 20, 21);
    hear(3, State.ACTIVE, 25, 23);

    assertThat(suspensions.all()).isEmpty();
  }

  @Test
  void suspensionWithoutAnEndGoesOn() {
    hear(1, State.DISABLED, 10, 8);

    assertThat(suspensions.all()).containsExactly(new Suspension(Kind.LEAST, at(10), Instant.MAX));
  }

  private void hear(long change, State state, long from, long appended) {
    suspensions.heard(
        new DefinitionPublished(
            "default", "Rule", UID, "least", 1, change, state, at(from), Map.of(), Map.of()),
        at(appended));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
