package dev.sequitur.reporting.shadow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.Shadow;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.reporting.shadow.ShadowTrials.Trial;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ShadowTrialsTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final UUID UID = new UUID(1, 2);

  private final ShadowTrials trials = new ShadowTrials();

  @Test
  void aTrialLastsFromItsFirstChangeUntilTheFirstOneWithoutIt() {
    heard(change(1, 1, null), change(2, 1, shadow(2, 2)), change(3, 1, shadow(2, 2)));
    assertThat(trials.latest("w", "r")).contains(new Trial(UID, 2, 2, 1, at(2), null));

    heard(change(4, 2, null), change(5, 3, null));
    assertThat(trials.latest("w", "r")).contains(new Trial(UID, 2, 2, 1, at(2), at(4)));
  }

  @Test
  void theOrderInWhichChangesAreHeardIsNothing() {
    heard(change(4, 2, null), change(3, 1, shadow(2, 2)), change(2, 1, shadow(2, 2)));

    assertThat(trials.latest("w", "r")).contains(new Trial(UID, 2, 2, 1, at(2), at(4)));
  }

  @Test
  void aChangeThatWasIssuedAgainCountsFromItsLaterInstant() {
    heard(change(2, 1, shadow(2, 2)), change(2, 1, shadow(2, 2)).effectiveFrom(at(9)));

    assertThat(trials.latest("w", "r")).contains(new Trial(UID, 2, 2, 1, at(9), null));
  }

  @Test
  void aShadowThatRestedMeanwhileIsOneTrialAndAnotherVersionIsAnother() {
    heard(change(1, 1, shadow(2, 1)), change(2, 1, null), change(3, 1, shadow(2, 1)));
    assertThat(trials.latest("w", "r")).contains(new Trial(UID, 1, 2, 1, at(1), null));

    heard(change(4, 1, shadow(3, 4)));
    assertThat(trials.latest("w", "r")).contains(new Trial(UID, 4, 3, 1, at(4), null));
  }

  @Test
  void whatIsNotThereOrNotYoursOrArchivedHasNone() {
    heard(change(1, 1, shadow(2, 1)));
    assertThat(trials.latest("w", "other")).isEmpty();
    assertThat(trials.latest("x", "r")).isEmpty();

    heard(
        new DefinitionPublished(
            "w", "Rule", UID, "r", 1, 2, State.ARCHIVED, at(2), Map.of(), Map.of()));
    assertThat(trials.latest("w", "r")).isEmpty();
  }

  private void heard(DefinitionPublished... changes) {
    List.of(changes).forEach(trials::heard);
  }

  private static DefinitionPublished change(long number, int version, @Nullable Shadow shadow) {
    return new DefinitionPublished(
        "w",
        "Rule",
        UID,
        "r",
        version,
        number,
        State.ACTIVE,
        at(number),
        Map.of(),
        Map.of(),
        shadow);
  }

  private static Shadow shadow(int version, long begun) {
    return new Shadow(version, begun, Map.of(), Map.of());
  }

  private static Instant at(long second) {
    return START.plusSeconds(second);
  }
}
