package dev.sequitur.reporting.analytics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.reporting.KnownRules.Known;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class QuietnessTest {

  private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");
  private static final Instant SINCE = NOW.minus(Duration.ofDays(30));

  @Test
  void ruleThatMatchedSinceThenIsNotQuiet() {
    assertThat(quiet(rule("busy", 90), Map.of(uid("busy"), SINCE))).isEmpty();
  }

  @Test
  void ruleWhoseLatestRunIsOlderIsDeadAndShowsIt() {
    var before = SINCE.minusSeconds(1);

    assertThat(quiet(rule("old", 90), Map.of(uid("old"), before)))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.dead()).isTrue();
              assertThat(one.lastMatchAt()).isEqualTo(before);
            });
  }

  @Test
  void youngRuleWithoutAnyRunIsQuietButNotDead() {
    assertThat(quiet(rule("young", 3), Map.of()))
        .singleElement()
        .satisfies(one -> assertThat(one.dead()).isFalse());
  }

  @Test
  void ruleThatIsNotInForceYetIsNotQuiet() {
    assertThat(quiet(rule("tomorrow", -1), Map.of())).isEmpty();
  }

  @Test
  void longestPublishedComesFirst() {
    var quiet =
        Quietness.of(List.of(rule("b", 3), rule("a", 3), rule("c", 40)), Map.of(), SINCE, NOW);

    assertThat(quiet).extracting(RulesOverview.Quiet::rule).containsExactly("c", "a", "b");
  }

  private static List<RulesOverview.Quiet> quiet(Known rule, Map<UUID, Instant> lastMatches) {
    return Quietness.of(List.of(rule), lastMatches, SINCE, NOW);
  }

  private static Known rule(String name, int days) {
    var at = NOW.minus(Duration.ofDays(days));
    return new Known("w", uid(name), name, 2, 3, State.ACTIVE, at, at);
  }

  private static UUID uid(String name) {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }
}
