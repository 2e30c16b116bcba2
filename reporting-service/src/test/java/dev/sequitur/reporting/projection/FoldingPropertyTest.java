package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.reporting.Story;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** I8: however the topics' records meet here, the same rows come of them. */
class FoldingPropertyTest {

  private static final Story STORY =
      new Story("default", "big-order", 1, Instant.parse("2026-03-01T10:59:59.990Z"));

  @Property
  void anyInterleavingMakesTheSameRun(
      @ForAll @IntRange(min = 1, max = 4) int actions,
      @ForAll @IntRange(min = 0, max = 2) int redrives,
      @ForAll long seed) {
    var telling = new Telling(STORY, actions, redrives);

    var shuffled = fold(telling.interleaved(new Random(seed)));

    assertThat(shuffled).isEqualTo(fold(telling.inOrder()));
  }

  @Property
  void batchesOfAnySizeMakeTheSameRun(
      @ForAll @IntRange(min = 1, max = 4) int actions,
      @ForAll @IntRange(min = 0, max = 2) int redrives,
      @ForAll long seed) {
    var random = new Random(seed);
    var changes = new Telling(STORY, actions, redrives).interleaved(random);
    var cut = random.nextInt(1, changes.size());

    var inTwo = fold(changes.subList(0, cut)).plus(fold(changes.subList(cut, changes.size())));

    assertThat(inTwo).isEqualTo(fold(changes));
  }

  @Property
  void recordsThatComeTwiceChangeNothing(
      @ForAll @IntRange(min = 1, max = 4) int actions, @ForAll long seed) {
    var changes = new Telling(STORY, actions, 1).interleaved(new Random(seed));
    var once = fold(changes);

    assertThat(once.plus(fold(changes))).isEqualTo(once);
  }

  @Property
  void duplicateEventsKeepTheFirstPosition(@ForAll long seed) {
    var first = EventChange.of(STORY.event(), 1, 7, STORY.acceptedAt());
    var changes =
        new java.util.ArrayList<>(
            List.of(
                first,
                EventChange.of(STORY.event(), 1, 8, STORY.acceptedAt()),
                EventChange.of(STORY.event(), 2, 3, STORY.acceptedAt().plusMillis(1)),
                EventChange.of(STORY.event(), 1, 9, STORY.acceptedAt().plusMillis(2))));
    java.util.Collections.shuffle(changes, new Random(seed));

    var sum = changes.stream().reduce(EventChange::plus).orElseThrow();

    assertThat(sum.partition()).isEqualTo(1);
    assertThat(sum.offset()).isEqualTo(7);
    assertThat(sum.records()).isEqualTo(4);
  }

  private static RunChange fold(List<RunChange> changes) {
    var runs = new TreeMap<java.util.UUID, RunChange>();
    changes.forEach(change -> runs.merge(change.runId(), change, RunChange::plus));
    assertThat(runs).hasSize(1);
    return runs.firstEntry().getValue();
  }
}
