package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Wire;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.projection.RunTable.Written;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LiveFactTest {

  private static final Instant ACCEPTED = Instant.parse("2026-03-01T10:00:00Z");

  @Test
  void sizeIsBoundedHoweverMuchHappens() throws Exception {
    var written =
        IntStream.range(0, 5_000)
            .mapToObj(i -> new Written(null, dead(new Story("w", "big-order", i, ACCEPTED))))
            .toList();

    var fact = LiveFact.of("w", List.of(), written);

    assertThat(fact.runs()).isEqualTo(Map.of(RunState.FAILED, 5_000));
    assertThat(fact.changed()).hasSize(LiveFact.MOST_RUNS);
    assertThat(fact.omitted()).isEqualTo(5_000 - LiveFact.MOST_RUNS);
    assertThat(fact.deadLetters()).hasSize(LiveFact.MOST_DEAD_LETTERS);
    assertThat(Wire.json().writeValueAsBytes(fact)).hasSizeLessThan(32_000);
  }

  @Test
  void onlyWhatIsOfTheWorkspaceIsInIt() {
    var mine = new Written(null, dead(new Story("w", "big-order", 1, ACCEPTED)));
    var other = new Written(null, dead(new Story("another", "big-order", 1, ACCEPTED)));

    var fact = LiveFact.of("w", List.of(), List.of(mine, other));

    assertThat(fact.changed()).hasSize(1);
    assertThat(fact.deadLetters()).hasSize(1);
    assertThat(fact.omitted()).isZero();
  }

  @Test
  void deadLetterIsToldOnceInItsGeneration() {
    var story = new Story("w", "big-order", 1, ACCEPTED);
    var before = dead(story);
    var same = before.plus(Telling.planned(story.command(2)));
    var again = before.plus(RunChange.settled(story.last(0, 1, EffectState.FAILED)));

    assertThat(LiveFact.of("w", List.of(), List.of(new Written(before, same))).deadLetters())
        .isEmpty();
    assertThat(LiveFact.of("w", List.of(), List.of(new Written(before, again))).deadLetters())
        .hasSize(1);
  }

  private static RunChange dead(Story story) {
    return Telling.planned(story.command(1))
        .plus(RunChange.settled(story.last(0, 0, EffectState.DEAD)));
  }
}
