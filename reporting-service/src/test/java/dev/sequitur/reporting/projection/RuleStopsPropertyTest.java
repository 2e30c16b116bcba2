package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.apache.kafka.common.TopicPartition;

/** Whatever is said again, and however batches are cut then, each event counts once. */
class RuleStopsPropertyTest {

  private static final UUID RULE = UUID.nameUUIDFromBytes(new byte[] {1});
  private static final TopicPartition PLACE = new TopicPartition(Topics.EVENTS.name(), 2);

  /**
   * @param sizes of batches, in the order in which they are said
   * @param back how far each begins before what was said: a matcher that starts anew begins where
   *     offsets were committed
   */
  @Property(tries = 300)
  void eachEventCountsOnce(
      @ForAll @Size(min = 40, max = 60) List<@IntRange(min = 1, max = 64) Integer> sizes,
      @ForAll @Size(60) List<@IntRange(max = 80) Integer> back,
      @ForAll @IntRange(min = 1, max = 5) int batch) {
    var said = said(sizes, back);
    var expected = stoppedBefore(said.getLast());

    assertThat(counted(said, batch)).isEqualTo(expected);
  }

  private static List<EventsMatched> said(List<Integer> sizes, List<Integer> back) {
    var said = new ArrayList<EventsMatched>();
    int reached = 0;
    for (int i = 0; i < sizes.size(); i++) {
      int from = Math.max(0, reached - back.get(i));
      var summary = summary(from, from + sizes.get(i));
      reached = Math.max(reached, from + sizes.get(i));
      said.add(summary);
    }
    // Until all that was ever said of has been reached: the last one is the farthest.
    said.add(summary(reached, reached + 1));
    return said;
  }

  /** Every third event stops the rule; a summary without any is not given, as it is not read. */
  private static EventsMatched summary(int from, int next) {
    var events = new BitSet();
    for (int offset = from; offset < next; offset++) {
      if (offset % 3 == 0) {
        events.set(offset - from);
      }
    }
    var stopped =
        new EventsMatched.Stopped(
            "w",
            RULE,
            "rule",
            1,
            true,
            "EXPRESSION_TYPE",
            Instant.EPOCH,
            EventsMatched.Stopped.events(events));
    return new EventsMatched(
        2, from, next - 1, next - from, 0, 0, 0, 0, List.of(), Instant.EPOCH, List.of(stopped));
  }

  private static int stoppedBefore(EventsMatched last) {
    return (int) (last.to() / 3) + 1;
  }

  /** Read in batches, of which each moves on what is counted. */
  private static int counted(List<EventsMatched> said, int batch) {
    Map<TopicPartition, Long> upTo = new HashMap<>();
    int counted = 0;
    for (int from = 0; from < said.size(); from += batch) {
      var some = said.subList(from, Math.min(said.size(), from + batch));
      counted += RuleStops.fresh(some, upTo).stream().mapToInt(RuleStops.Stop::times).sum();
      for (var summary : some) {
        upTo.merge(PLACE, summary.to() + 1, Math::max);
      }
    }
    return counted;
  }
}
