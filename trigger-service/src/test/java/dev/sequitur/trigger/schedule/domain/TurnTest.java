package dev.sequitur.trigger.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.schedule.domain.Due.Bounds;
import dev.sequitur.trigger.schedule.domain.Due.Pending;
import dev.sequitur.trigger.schedule.domain.Overlap.Before;
import dev.sequitur.trigger.schedule.domain.Overlap.Policy;
import dev.sequitur.trigger.schedule.domain.Turn.Fate;
import dev.sequitur.trigger.schedule.domain.Turn.Occasion;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose turn it is while runs of the firing before may be going. */
class TurnTest {

  private static final UUID UID = UUID.fromString("00000000-0000-8000-8000-000000000001");
  private static final Duration GRACE = Duration.ofSeconds(10);
  private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration AT_MOST = Duration.ofSeconds(100);

  /**
   * Instants come each second from second 0 on; what came before them fired at {@code fired} and
   * was over at {@code over}. A letter for each instant that is dealt with: F fires, M is missed, O
   * overlaps, R is replaced. Then the second that comes next, and when to look again.
   */
  @ParameterizedTest(name = "{0} at {3}: {5}")
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          # policy   | fired | over | now | until | dealt with | next | again
          # free: one fires at most, and the next is looked at with what is known then
          SKIP       |   -   |  -   |  0  |  -    | F          | 1    | -
          SKIP       |   -   |  -   |  3  |  -    | F          | 1    | -
          BUFFER_ALL |   -   |  -   |  3  |  -    | F          | 1    | -
          SKIP       |  -9   | -1   |  0  |  -    | F          | 1    | -
          # busy
          SKIP       |  -1   |  -   |  0  |  -    | O          | 1    | -
          SKIP       |  -1   |  -   |  3  |  -    | OOOO       | 4    | -
          BUFFER_ONE |  -1   |  -   |  0  |  -    | -          | 0    | 1
          BUFFER_ONE |  -1   |  -   |  3  |  -    | OOO        | 3    | 4
          BUFFER_ALL |  -1   |  -   |  3  |  -    | -          | 0    | 4
          # an instant of which it was not heard in time waits all the same
          BUFFER_ONE |  -1   |  -   | 30  |  -    | 30 x O     | 30   | 31
          # its turn has come: nobody missed it
          BUFFER_ONE | -90   |  3   |  3  |  -    | F          | 1    | -
          BUFFER_ALL | -90   | 30   | 31  |  -    | F          | 1    | -
          # its turn had come, and nothing was running
          BUFFER_ALL | -90   |  5   | 30  |  -    | 19 x M, F  | 20   | -
          SKIP       |   -   |  -   | 30  |  -    | 19 x M, F  | 20   | -
          # nothing was heard for as long as may be
          SKIP       | -100  |  -   |  0  |  -    | F          | 1    | -
          SKIP       | -99   |  -   |  0  |  -    | O          | 1    | -
          BUFFER_ALL | -97   |  -   |  2  |  -    | -          | 0    | 3
          BUFFER_ALL | -97   |  -   |  3  |  -    | F          | 1    | -
          # another version is in force: what waits is let go, what comes is the other's
          BUFFER_ONE |  -1   |  -   |  3  |  2    | OR         | 2    | -
          BUFFER_ALL |  -1   |  -   |  3  |  2    | RR         | 2    | -
          BUFFER_ALL |  -1   |  -   |  3  |  9    | -          | 0    | 4
          SKIP       |  -1   |  -   |  3  |  2    | OO         | 2    | -
          BUFFER_ALL | -90   |  1   |  3  |  3    | RF         | 2    | -
          SKIP       |   -   |  -   |  3  |  2    | F          | 1    | -
          """)
  void turnIsAsTheTableSays(
      Policy policy,
      @Nullable Integer fired,
      @Nullable Integer over,
      int now,
      @Nullable Integer until,
      @Nullable String dealtWith,
      int next,
      @Nullable Integer again) {
    var before =
        fired == null ? null : new Before(second(fired), over == null ? null : second(over));
    var turn = decide(policy, before, now, until == null ? null : second(until));
    assertThat(letters(turn.instants())).isEqualTo(expanded(dealtWith));
    for (int i = 0; i < turn.instants().size(); i++) {
      assertThat(turn.instants().get(i).nominal()).isEqualTo(second(i));
    }
    assertThat(turn.next()).isEqualTo(second(next));
    assertThat(turn.again()).isEqualTo(again == null ? null : second(again));
  }

  @Test
  void moreThanMayWaitAreLetGoPieceByPieceAndTheLatestWait() {
    var most = Overlap.MOST_WAITING;
    var busy = new Before(second(-1), null);
    var overlap = new Overlap(Policy.BUFFER_ALL, Duration.ofDays(1));
    var now = second(most + 149);
    var piece =
        Turn.decide(pending(FIRST, null), overlap.after(busy, now), new Bounds(now, GRACE, 100));
    assertThat(letters(piece.instants())).isEqualTo("O".repeat(100));
    assertThat(piece.next()).isEqualTo(second(100));
    assertThat(piece.again()).isNull();
    var rest =
        Turn.decide(
            pending(second(100), null), overlap.after(busy, now), new Bounds(now, GRACE, 100));
    assertThat(letters(rest.instants())).isEqualTo("O".repeat(50));
    assertThat(rest.next()).isEqualTo(second(150));
    assertThat(rest.again()).isEqualTo(second(most + 150));
  }

  @Test
  void longAbsenceIsWorkedOffPieceByPieceAndNothingIsMissedTwice() {
    var next = FIRST;
    var fates = new StringBuilder();
    for (int i = 0; i < 20 && !fates.toString().endsWith("F"); i++) {
      var now = second(1_000);
      var turn =
          Turn.decide(
              pending(next, null),
              new Overlap(Policy.SKIP, AT_MOST).after(null, now),
              new Bounds(now, GRACE, 100));
      fates.append(letters(turn.instants()));
      next = java.util.Objects.requireNonNull(turn.next());
    }
    assertThat(fates.toString()).isEqualTo("M".repeat(989) + "F");
  }

  @Test
  void lastInstantOfAScheduleWaitsUntilTheFiringBeforeEnds() {
    var once = new Timetable(new Recurrence.Once(FIRST), null, null, Duration.ZERO);
    var pending = new Pending(UID, once, Misfire.FIRE_ONCE, FIRST, null);
    var now = second(5);
    var busy = new Overlap(Policy.BUFFER_ONE, AT_MOST).after(new Before(second(-1), null), now);
    var turn = Turn.decide(pending, busy, new Bounds(now, GRACE, 100));
    assertThat(turn).isEqualTo(new Turn(List.of(), FIRST, second(99)));
  }

  /** Runs of any length, schedulers that look when they like: no two overlap, none is lost. */
  @Property(tries = 300)
  void runsNeverOverlapAndEachInstantIsDealtWithOnce(
      @ForAll Policy policy, @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int longest) {
    if (policy == Policy.ALLOW) {
      return;
    }
    var random = new Random(seed);
    var seen = new HashSet<Instant>();
    var next = FIRST;
    @Nullable Before before = null;
    var overAt = FIRST;
    for (int now = 0; now < 300; now += random.nextInt(3)) {
      if (before != null && before.overAt() == null && !overAt.isAfter(second(now))) {
        before = new Before(before.firedAt(), second(now));
      }
      var turn =
          Turn.decide(
              pending(next, null),
              new Overlap(policy, AT_MOST).after(before, second(now)),
              new Bounds(second(now), GRACE, 50));
      for (var occasion : turn.instants()) {
        assertThat(seen.add(occasion.nominal())).isTrue();
        if (occasion.fate() == Fate.FIRES) {
          assertThat(overAt).isBeforeOrEqualTo(second(now));
          before = new Before(second(now), null);
          overAt = second(now + random.nextInt(longest));
        }
        assertThat(occasion.fate() == Fate.OVERLAPS)
            .as("%s", occasion)
            .isEqualTo(occasion.fate() != Fate.FIRES);
      }
      next = java.util.Objects.requireNonNull(turn.next());
      // Whatever is behind its place was dealt with, and nothing before it.
      assertThat(seen).hasSize((int) Duration.between(FIRST, next).toSeconds());
      assertThat(turn.again() == null || turn.again().isAfter(second(now))).isTrue();
    }
  }

  private static Turn decide(
      Policy policy, @Nullable Before before, int now, @Nullable Instant until) {
    var overlap = new Overlap(policy, AT_MOST);
    return Turn.decide(
        pending(FIRST, until),
        overlap.after(before, second(now)),
        new Bounds(second(now), GRACE, 100));
  }

  private static Pending pending(Instant next, @Nullable Instant until) {
    var secondly =
        new Timetable(
            new Recurrence.Every(Duration.ofSeconds(1), FIRST), null, null, Duration.ZERO);
    return new Pending(UID, secondly, Misfire.FIRE_ONCE, next, until);
  }

  private static Instant second(int second) {
    return FIRST.plusSeconds(second);
  }

  private static String letters(List<Occasion> occasions) {
    var letters = new StringBuilder();
    occasions.forEach(one -> letters.append(one.fate().name().charAt(0)));
    return letters.toString();
  }

  /** {@code 3 x M, F} is {@code MMMF}. */
  private static String expanded(@Nullable String text) {
    if (text == null) {
      return "";
    }
    var all = new StringBuilder();
    for (var part : Arrays.asList(text.split(", "))) {
      var times = part.split(" x ");
      int count = times.length == 1 ? 1 : Integer.parseInt(times[0]);
      IntStream.range(0, count).forEach(_ -> all.append(times[times.length - 1]));
    }
    return all.toString();
  }
}
