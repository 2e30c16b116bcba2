package dev.sequitur.rule.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.rule.matching.SeenEvents.Sighting;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeenEventsTest {

  /** The log as the test wrote it, read back as the real one is. */
  private final List<AcceptedEvent> log = new ArrayList<>();

  private long offset;
  private final List<String> readings = new ArrayList<>();
  private final SeenEvents seen =
      new SeenEvents(
          3,
          (partition, position, most, each) -> {
            readings.add(partition + ":" + position + "-" + most);
            log.subList((int) Math.max(0, position - most), (int) position).forEach(each);
          });

  @Test
  void anEventIsSeenAgainWithinItsBatch() {
    begin(0, 2);
    assertThat(sight("a", "1")).isEqualTo(Sighting.FIRST);
    assertThat(sight("a", "1")).isEqualTo(Sighting.REPEATED);
    assertThat(sight("a", "2")).isEqualTo(Sighting.ALTERED);
  }

  @Test
  void anEventOfAnEarlierBatchIsSeenAgain() {
    batch(0, 1, "a");
    begin(1, 2);
    assertThat(sight("a", "a")).isEqualTo(Sighting.REPEATED);
  }

  @Test
  void aBatchThatFailedAndComesAgainIsNotSeen() {
    begin(0, 1);
    sight("a", "a");
    begin(0, 1);
    assertThat(sight("a", "a")).isEqualTo(Sighting.FIRST);
  }

  @Test
  void onlyTheLatestAreRemembered() {
    batch(0, 4, "a", "b", "c", "d");
    begin(4, 5);
    assertThat(sight("a", "a")).isEqualTo(Sighting.FIRST);
    assertThat(sight("d", "d")).isEqualTo(Sighting.REPEATED);
  }

  @Test
  void aPartitionThatComesBringsItsLatestEvents() {
    for (var source : List.of("a", "b", "c", "d")) {
      log.add(TestEvents.accepted("t", source, source));
    }
    begin(4, 5);
    assertThat(readings).containsExactly("0:4-3");
    assertThat(sight("b", "b")).isEqualTo(Sighting.REPEATED);
    assertThat(sight("d", "other")).isEqualTo(Sighting.ALTERED);
    assertThat(sight("a", "a")).isEqualTo(Sighting.FIRST);
  }

  @Test
  void whatIsKnownIsNotReadAgain() {
    batch(0, 2, "a", "b");
    begin(2, 3);
    begin(1, 3);
    assertThat(readings).isEmpty();
  }

  @Test
  void whatABatchThatFailedBroughtIsNotSeen() {
    batch(0, 1, "a");
    batch(1, 3, "b", "c");
    seen.failed(List.of(new Range(0, 1, 3)));
    begin(3, 6);
    assertThat(sight("b", "b")).isEqualTo(Sighting.FIRST);
    assertThat(sight("c", "c")).isEqualTo(Sighting.FIRST);
    assertThat(sight("a", "a")).isEqualTo(Sighting.REPEATED);
  }

  @Test
  void aBatchThatWasBegunBehindOneThatFailedIsNotSeenEither() {
    begin(0, 1);
    sight("a", "a");
    begin(1, 2);
    sight("b", "b");
    begin(0, 1);
    assertThat(sight("a", "a")).isEqualTo(Sighting.FIRST);
    begin(1, 2);
    assertThat(sight("b", "b")).isEqualTo(Sighting.FIRST);
  }

  @Test
  void partitionsDoNotKnowOfEachOther() {
    batch(0, 1, "a");
    seen.begin(List.of(new Range(1, 0, 1)));
    assertThat(seen.sight(1, 0, TestEvents.accepted("t", "a", "a"))).isEqualTo(Sighting.FIRST);
  }

  private void batch(long from, long next, String... sources) {
    begin(from, next);
    for (var source : sources) {
      sight(source, source);
    }
  }

  private void begin(long from, long next) {
    seen.begin(List.of(new Range(0, from, next)));
    offset = from;
  }

  private Sighting sight(String source, String data) {
    return seen.sight(0, offset++, TestEvents.accepted("t", source, data));
  }
}
