package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.reporting.Story;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What lingers is known without a search, until something was not seen. */
class OpenRunsTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");

  private final OpenRuns open = new OpenRuns();

  @Test
  void whatBeganAndDidNotEndIsGivenOnce() {
    open.saw(List.of(begun(1)), NOON);
    open.saw(List.of(begun(2)), NOON.plusSeconds(30));

    assertThat(open.takeOpenSince(NOON.minusSeconds(1))).isEmpty();
    assertThat(open.takeOpenSince(NOON)).containsExactly(story(1).runId());
    assertThat(open.takeOpenSince(NOON)).isEmpty();
    assertThat(open.takeOpenSince(NOON.plusSeconds(30))).containsExactly(story(2).runId());
  }

  @Test
  void whatEndedIsForgotten() {
    open.saw(List.of(begun(1)), NOON);
    open.saw(List.of(ended(1, Telling.planned(story(1).command(1)))), NOON);
    open.saw(List.of(ended(2, null)), NOON);

    assertThat(open.takeOpenSince(NOON)).isEmpty();
  }

  @Test
  void itIsSearchedAtTheStartAndAfterEachTakeover() {
    assertThat(open.takeNeedOfSearch()).isTrue();
    assertThat(open.takeNeedOfSearch()).isFalse();

    open.tookOver();

    assertThat(open.takeNeedOfSearch()).isTrue();
  }

  private static Story story(int number) {
    return new Story("default", "big-order", number, NOON);
  }

  private static RunTable.Written begun(int number) {
    return new RunTable.Written(null, Telling.planned(story(number).command(1)));
  }

  private static RunTable.Written ended(int number, @Nullable RunChange before) {
    var end = RunChange.settled(story(number).last(0, 0, EffectState.SUCCEEDED));
    return new RunTable.Written(before, end);
  }
}
