package dev.sequitur.trigger.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** When a firing is over, whatever is heard of its runs, and in whatever order. */
class FollowingTest {

  private static final UUID A = new UUID(0, 1);
  private static final UUID B = new UUID(0, 2);
  private static final Following NEW = Following.of(new UUID(9, 9));

  @Test
  void eventThatStartsNoRunIsOverAtOnce() {
    assertThat(NEW.isOver()).isFalse();
    assertThat(NEW.started(0, Set.of()).isOver()).isTrue();
  }

  @Test
  void runsThatEndBeforeItIsSaidThatTheyStartedCount() {
    var ended = NEW.ended(A).ended(B);
    assertThat(ended.isOver()).isFalse();
    assertThat(ended.started(2, Set.of(A, B)).isOver()).isTrue();
  }

  @Test
  void runsOfOthersEndNothing() {
    var known = NEW.started(1, Set.of(A));
    // A replay of the run, a message about it.
    assertThat(known.ended(B).isOver()).isFalse();
    assertThat(known.ended(B).ended(A).isOver()).isTrue();
  }

  @Test
  void eventDecidedOnTwiceByOtherRulesWaitsForTheRunsOfBoth() {
    var twice = NEW.started(1, Set.of(A)).started(1, Set.of(B));
    assertThat(twice.ended(A).isOver()).isFalse();
    assertThat(twice.ended(A).ended(B).isOver()).isTrue();
    var thenNone = NEW.started(1, Set.of(A)).started(0, Set.of());
    assertThat(thenNone.isOver()).isFalse();
    assertThat(thenNone.ended(A).isOver()).isTrue();
  }

  @Test
  void whatGoesOnIsWhatIsNamedAndHasNotEnded() {
    assertThat(NEW.goingOn()).isEmpty();
    assertThat(NEW.ended(A).started(2, Set.of(A, B)).goingOn()).containsExactly(B);
    assertThat(NEW.started(2, Set.of(A, B)).ended(A).ended(B).goingOn()).isEmpty();
  }

  @Test
  void runsThatAreTooManyToBeNamedAreNeverKnownToBeOver() {
    assertThat(NEW.started(20_000, Set.of()).ended(A).isOver()).isFalse();
  }

  @Property(tries = 200)
  void orderAndRepetitionOfFactsChangeNothing(
      @ForAll @IntRange(max = 6) int runs, @ForAll long seed) {
    var ids = new ArrayList<UUID>();
    for (int i = 0; i < runs; i++) {
      ids.add(new UUID(1, i));
    }
    var facts = new ArrayList<UnaryOperator<Following>>();
    facts.add(known -> known.started(runs, Set.copyOf(ids)));
    ids.forEach(id -> facts.add(known -> known.ended(id)));
    var heard = new ArrayList<>(facts);
    heard.addAll(facts.subList(0, facts.size() / 2));
    Collections.shuffle(heard, new Random(seed));
    var known = NEW;
    var left = new ArrayList<>(facts);
    for (var fact : heard) {
      known = fact.apply(known);
      left.remove(fact);
      assertThat(known.isOver()).isEqualTo(left.isEmpty());
      assertThat(fact.apply(known)).isEqualTo(known);
    }
    assertThat(known).isEqualTo(inOrder(facts));
  }

  private static Following inOrder(List<UnaryOperator<Following>> facts) {
    var known = NEW;
    for (var fact : facts) {
      known = fact.apply(known);
    }
    return known;
  }
}
