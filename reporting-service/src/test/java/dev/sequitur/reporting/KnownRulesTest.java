package dev.sequitur.reporting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownRulesTest {

  private static final UUID UID = new UUID(1, 1);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  private final KnownRules rules = new KnownRules();

  @Test
  void latestChangeTellsHowARuleStandsInWhateverOrderTheyAreHeard() {
    rules.heard(change(UID, 3, 4, State.DISABLED, 9));
    rules.heard(change(UID, 1, 1, State.ACTIVE, 0));
    rules.heard(change(UID, 2, 3, State.ACTIVE, 5));

    var rule = rules.find("w", "r").orElseThrow();
    assertThat(rule.version()).isEqualTo(3);
    assertThat(rule.state()).isEqualTo(State.DISABLED);
    assertThat(rule.publishedAt()).isEqualTo(FIRST);
    assertThat(rules.active("w")).isEmpty();
  }

  @Test
  void ruleCountsAsPublishedFromItsFirstVersionThatActs() {
    rules.heard(change(UID, 0, 1, State.DISABLED, 0));
    rules.heard(change(UID, 1, 2, State.ACTIVE, 3));

    assertThat(rules.active("w"))
        .singleElement()
        .satisfies(rule -> assertThat(rule.publishedAt()).isEqualTo(FIRST.plusSeconds(3)));
  }

  @Test
  void nameLeadsToTheRuleThatBearsItAndNotToOneThatBoreIt() {
    rules.heard(change(new UUID(1, 2), 1, 2, State.ARCHIVED, 9));
    rules.heard(change(UID, 1, 1, State.ACTIVE, 3));

    assertThat(rules.find("w", "r").orElseThrow().uid()).isEqualTo(UID);
    assertThat(rules.find("other", "r")).isEmpty();
    assertThat(rules.name("other", UID)).isEmpty();
  }

  private static DefinitionPublished change(
      UUID uid, int version, long change, State state, int seconds) {
    return new DefinitionPublished(
        "w",
        KnownRules.KIND,
        uid,
        "r",
        version,
        change,
        state,
        FIRST.plusSeconds(seconds),
        Map.of(),
        Map.of());
  }
}
