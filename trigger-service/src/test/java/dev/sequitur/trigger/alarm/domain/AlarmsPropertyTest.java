package dev.sequitur.trigger.alarm.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.alarm.domain.Alarms.Because;
import dev.sequitur.trigger.alarm.domain.Alarms.Change;
import dev.sequitur.trigger.alarm.domain.Alarms.Known;
import dev.sequitur.trigger.alarm.domain.Sight.Firings;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Each spell is raised once and ends once, whatever happens in whatever order. */
class AlarmsPropertyTest {

  private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
  private static final Duration QUIET_FOR = Duration.ofSeconds(10);
  private static final Duration LATE_BY = Duration.ofSeconds(10);

  /** A trigger in the hands of a test, and what is stored of its alarms. */
  private static final class World {

    private Instant now = START;
    private Instant since = START;
    private @Nullable Instant lastEvent;
    private boolean isWatched = true;
    private @Nullable Instant next = START.plusSeconds(3);
    private @Nullable Instant fired;
    private @Nullable Instant misfired;
    private final Map<AlarmKind, Known> known = new EnumMap<>(AlarmKind.class);
    private final Set<String> said = new HashSet<>();

    Sight sight() {
      return new Sight(
          now,
          isWatched,
          QUIET_FOR,
          LATE_BY,
          since,
          lastEvent,
          new Firings(next, next, fired, misfired));
    }

    /** As the table does it: what it does not change is not said. */
    List<Change> look() {
      var changes = Alarms.decide(sight(), known, false);
      for (var change : changes) {
        store(change);
      }
      return changes;
    }

    private void store(Change change) {
      var before = known.get(change.kind());
      switch (change) {
        case Change.Raised(var kind, var begins) -> {
          assertThat(before == null || (!before.isOpen() && begins.isAfter(before.since())))
              .isTrue();
          var covers =
              before == null || before.covers().isBefore(begins) ? begins : before.covers();
          known.put(kind, new Known(begins, covers, true));
        }
        case Change.Ended(var kind, var begun, var covers, _) -> {
          assertThat(before).isNotNull();
          assertThat(before.isOpen()).isTrue();
          assertThat(before.since()).isEqualTo(begun);
          known.put(kind, new Known(begun, covers, false));
        }
      }
      assertThat(said.add(change.getClass() + "/" + change.kind() + "/" + change.since()))
          .as("%s is said once", change)
          .isTrue();
    }

    void step(int what) {
      now = now.plusSeconds(1 + what % 7);
      switch (what % 9) {
        case 0, 1 -> lastEvent = now;
        case 2 -> {
          if (next != null && !next.isAfter(now)) {
            fired = next;
            next = next.plusSeconds(3);
          }
        }
        case 3 -> {
          if (next != null && !next.isAfter(now)) {
            misfired = next;
            next = next.plusSeconds(3);
          }
        }
        case 4 -> {
          isWatched = !isWatched;
          since = isWatched ? now : since;
          next = isWatched ? now.plusSeconds(3) : null;
        }
        default -> {
          // Time passes.
        }
      }
    }
  }

  @Property(tries = 2_000)
  void whatIsOpenIsAFaultThatIsThereAndNothingIsSaidTwice(
      @ForAll @Size(max = 60) List<@IntRange(min = 0, max = 10_000) Integer> steps) {
    var world = new World();
    for (int step : steps) {
      world.step(step);
      world.look();
      var quiet = world.known.get(AlarmKind.QUIET);
      assertThat(quiet != null && quiet.isOpen()).isEqualTo(world.sight().isQuiet());
      var missed = world.known.get(AlarmKind.DID_NOT_FIRE);
      if (!world.isWatched) {
        assertThat(missed != null && missed.isOpen()).isFalse();
      }
      if (world.sight().overdue() != null) {
        assertThat(missed != null && missed.isOpen()).isTrue();
      }
      // To look again changes nothing that was not to be done in two steps.
      world.look();
      assertThat(world.look()).isEmpty();
    }
  }

  @Property(tries = 500)
  void anotherReplicaDecidesTheSame(
      @ForAll @Size(max = 40) List<@IntRange(min = 0, max = 10_000) Integer> steps) {
    var world = new World();
    for (int step : steps) {
      world.step(step);
      assertThat(Alarms.decide(world.sight(), world.known, false))
          .isEqualTo(Alarms.decide(world.sight(), world.known, false));
      world.look();
    }
  }

  @Example
  void silenceProvesNothingWhileEventsMayBeMissing() {
    var world = new World();
    world.now = START.plusSeconds(60);
    world.next = null;
    assertThat(Alarms.decide(world.sight(), world.known, true)).isEmpty();
    assertThat(Alarms.decide(world.sight(), world.known, false))
        .containsExactly(new Change.Raised(AlarmKind.QUIET, START));
  }

  @Example
  void aSpellOfSilenceEndsWithTheEventAndTheNextBeginsThere() {
    var world = new World();
    world.next = null;
    world.now = START.plusSeconds(10);
    assertThat(world.look()).containsExactly(new Change.Raised(AlarmKind.QUIET, START));
    world.lastEvent = START.plusSeconds(11);
    world.now = START.plusSeconds(30);
    assertThat(world.look())
        .containsExactly(
            new Change.Ended(AlarmKind.QUIET, START, START, Because.EVENT),
            new Change.Raised(AlarmKind.QUIET, START.plusSeconds(11)));
  }

  @Example
  void missedInstantsAreToldAlthoughTheLatestFiredForThem() {
    var world = new World();
    world.lastEvent = START;
    world.misfired = START.plusSeconds(3);
    world.fired = START.plusSeconds(6);
    world.next = START.plusSeconds(9);
    world.now = START.plusSeconds(7);
    assertThat(world.look())
        .containsExactly(new Change.Raised(AlarmKind.DID_NOT_FIRE, START.plusSeconds(3)));
    assertThat(world.look())
        .containsExactly(
            new Change.Ended(
                AlarmKind.DID_NOT_FIRE, START.plusSeconds(3), START.plusSeconds(3), Because.FIRED));
    assertThat(world.look()).isEmpty();
  }

  @Example
  void whatIsOverdueIsOverOnceItHasFired() {
    var world = new World();
    world.lastEvent = START.plusSeconds(20);
    world.next = START.plusSeconds(3);
    world.now = START.plusSeconds(14);
    assertThat(world.look())
        .containsExactly(new Change.Raised(AlarmKind.DID_NOT_FIRE, START.plusSeconds(3)));
    world.fired = START.plusSeconds(3);
    world.next = START.plusSeconds(60);
    assertThat(world.look()).hasSize(1).first().isInstanceOf(Change.Ended.class);
  }
}
