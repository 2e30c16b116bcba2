package dev.sequitur.e2e.torture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.e2e.checker.Rules.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TermsTest {

  private static final UUID UID = new UUID(1, 1);
  private static final Duration MARGIN = Duration.ofSeconds(1);
  private final Terms terms = new Terms(MARGIN);

  @Test
  void versionIsInForceUntilTheNextOne() {
    hear(1, 1, State.ACTIVE, 10, 8);
    hear(2, 2, State.ACTIVE, 20, 18);

    assertThat(terms.all())
        .containsExactly(
            new Term("least", 1, at(10), at(20), 100),
            new Term("least", 2, at(20), Instant.MAX, 200));
  }

  @Test
  void noneIsInForceFromSuspensionToResumption() {
    hear(1, 1, State.ACTIVE, 10, 8);
    hear(2, 1, State.DISABLED, 20, 18);
    hear(3, 1, State.ACTIVE, 25, 23);

    assertThat(terms.all())
        .containsExactly(
            new Term("least", 1, at(10), at(20), 100),
            new Term("least", 1, at(25), Instant.MAX, 100));
  }

  @Test
  void whatWasAppendedTooLateCountsFromWhenItWasIssuedAgain() {
    hear(1, 1, State.ACTIVE, 10, 8);
    hear(2, 1, State.DISABLED, 20, 20);
    hear(2, 1, State.DISABLED, 22, 20);

    assertThat(terms.all()).containsExactly(new Term("least", 1, at(10), at(22), 100));
  }

  @Test
  void changeThatNeverCameIntoForceIsNone() {
    hear(1, 1, State.ACTIVE, 10, 8);
    hear(2, 2, State.ACTIVE, 20, 21);

    assertThat(terms.all()).containsExactly(new Term("least", 1, at(10), Instant.MAX, 100));
    assertThat(terms.with(Map.of()).logged()).isEqualTo(Map.of("least", 1));
  }

  @Test
  void deletedRuleIsNeverInForceAgain() {
    hear(1, 1, State.ACTIVE, 10, 8);
    hear(2, 1, State.ARCHIVED, 20, 18);

    assertThat(terms.all()).containsExactly(new Term("least", 1, at(10), at(20), 100));
  }

  private void hear(long change, int version, State state, long from, long appended) {
    Map<String, Object> spec = Map.of("when", "data.amount > " + 100 * version);
    terms.heard(
        new DefinitionPublished(
            "default", "Rule", UID, "least", version, change, state, at(from), Map.of(), spec),
        at(appended));
  }

  private static Instant at(long second) {
    return Instant.ofEpochSecond(second);
  }
}
