package dev.sequitur.trigger.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.schedule.domain.Due.Bounds;
import dev.sequitur.trigger.schedule.domain.Due.Occasion;
import dev.sequitur.trigger.schedule.domain.Due.Pending;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What becomes of instants: on time, missed, too many, and at the edge of another version. */
class DueTest {

  private static final UUID UID = UUID.fromString("00000000-0000-8000-8000-000000000001");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void nothingIsDoneBeforeItsTime() {
    var due = decide(Misfire.FIRE_ONCE, FIRST.minusMillis(1), 100);
    assertThat(due.instants()).isEmpty();
    assertThat(due.next()).isEqualTo(FIRST);
  }

  @Test
  void instantsOnTimeFireAll() {
    var due = decide(Misfire.SKIP, FIRST.plusSeconds(5), 100);
    assertThat(due.instants()).hasSize(6).allMatch(Occasion::fires);
    assertThat(due.next()).isEqualTo(FIRST.plusSeconds(6));
  }

  @Test
  void ofMissedInstantsTheLatestFiresForAll() {
    var due = decide(Misfire.FIRE_ONCE, FIRST.plusSeconds(30), 100);
    // 0 to 19 s are missed, 20 to 30 s are within the grace.
    assertThat(fired(due)).containsExactlyElementsOf(seconds(19, 30));
    assertThat(due.instants()).hasSize(31);
  }

  @Test
  void missedInstantsAreLetGoWhereTheScheduleSaysSo() {
    assertThat(fired(decide(Misfire.SKIP, FIRST.plusSeconds(30), 100)))
        .containsExactlyElementsOf(seconds(20, 30));
  }

  @Test
  void missedInstantsAreCaughtUpWithUpToTheMaximum() {
    assertThat(fired(decide(Misfire.catchUp(5), FIRST.plusSeconds(30), 100)))
        .containsExactlyElementsOf(seconds(15, 30));
    assertThat(fired(decide(Misfire.catchUp(1_000), FIRST.plusSeconds(30), 100)))
        .containsExactlyElementsOf(seconds(0, 30));
  }

  @Test
  void instantsOfTheNextVersionAreLeftToIt() {
    var until = FIRST.plusSeconds(3);
    var pending = new Pending(UID, secondly(), Misfire.FIRE_ONCE, FIRST, until);
    var due = Due.decide(pending, new Bounds(FIRST.plusSeconds(8), GRACE, 100));
    assertThat(due.instants()).hasSize(3);
    assertThat(due.next()).isEqualTo(until);
  }

  @Test
  void lastInstantHasNoNext() {
    var table = new Timetable(new Recurrence.Once(FIRST), null, null, Duration.ZERO);
    var due =
        Due.decide(
            new Pending(UID, table, Misfire.FIRE_ONCE, FIRST, null), new Bounds(FIRST, GRACE, 100));
    assertThat(fired(due)).containsExactly(FIRST);
    assertThat(due.next()).isNull();
  }

  /** However small the pieces are, each instant is decided once, and alike. */
  @Property(tries = 300)
  void workedOffInPiecesItComesToTheSame(
      @ForAll @IntRange(min = 1, max = 50) int atMost,
      @ForAll @IntRange(min = 0, max = 60) int kept,
      @ForAll @IntRange(min = 0, max = 300) int late) {
    var now = FIRST.plusSeconds(late);
    var whole = decide(new Misfire(kept), now, 10_000);
    var pieces = new ArrayList<Occasion>();
    @Nullable Instant next = FIRST;
    while (next != null && !next.isAfter(now)) {
      var piece =
          Due.decide(
              new Pending(UID, secondly(), new Misfire(kept), next, null),
              new Bounds(now, GRACE, atMost));
      assertThat(piece.instants()).isNotEmpty().hasSizeLessThan(atMost + kept + 1);
      pieces.addAll(piece.instants());
      next = piece.next();
    }
    assertThat(pieces).isEqualTo(whole.instants());
    assertThat(next).isEqualTo(whole.next());
  }

  private static Due decide(Misfire misfire, Instant now, int atMost) {
    return Due.decide(
        new Pending(UID, secondly(), misfire, FIRST, null), new Bounds(now, GRACE, atMost));
  }

  private static Timetable secondly() {
    var recurrence = new Recurrence.Every(Duration.ofSeconds(1), Instant.EPOCH);
    return new Timetable(recurrence, null, null, Duration.ZERO);
  }

  private static java.util.List<Instant> fired(Due due) {
    return due.instants().stream().filter(Occasion::fires).map(Occasion::nominal).toList();
  }

  private static java.util.List<Instant> seconds(int from, int to) {
    return java.util.stream.IntStream.rangeClosed(from, to).mapToObj(FIRST::plusSeconds).toList();
  }
}
