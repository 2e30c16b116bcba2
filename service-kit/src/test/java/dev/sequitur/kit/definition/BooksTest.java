package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** One instant, one version. */
class BooksTest {

  private static final Instant T = Instant.parse("2026-01-01T00:00:00Z");
  private static final UUID ONE = new UUID(0, 1);
  private static final UUID TWO = new UUID(0, 2);

  private final Books<List<String>> books = new Books<>(BooksTest::names);

  @Test
  void aChangeIsInForceFromItsExactInstantOn() {
    books.heard(change(ONE, 1, State.ACTIVE, T));

    assertThat(books.inForceAt(T.minusNanos(1))).isEmpty();
    assertThat(books.inForceAt(T)).containsExactly("1#1");
    assertThat(books.inForceAt(T.plusNanos(1))).containsExactly("1#1");
    assertThat(books.inForceAt(T.plusSeconds(1_000_000))).containsExactly("1#1");
  }

  @Test
  void thePastStaysAsItWasAfterALaterChange() {
    books.heard(change(ONE, 1, State.ACTIVE, T));
    assertThat(books.inForceAt(T.plusSeconds(5))).containsExactly("1#1");
    books.heard(change(ONE, 2, State.ACTIVE, T.plusSeconds(10)));

    assertThat(books.inForceAt(T.plusSeconds(10).minusNanos(1))).containsExactly("1#1");
    assertThat(books.inForceAt(T.plusSeconds(10))).containsExactly("1#2");
  }

  @Test
  void whatIsDisabledOrArchivedIsInNoBookFromThenOn() {
    books.heard(change(ONE, 1, State.ACTIVE, T));
    books.heard(change(ONE, 2, State.DISABLED, T.plusSeconds(1)));
    books.heard(change(ONE, 3, State.ACTIVE, T.plusSeconds(2)));
    books.heard(change(ONE, 4, State.ARCHIVED, T.plusSeconds(3)));

    assertThat(books.inForceAt(T)).containsExactly("1#1");
    assertThat(books.inForceAt(T.plusSeconds(1))).isEmpty();
    assertThat(books.inForceAt(T.plusSeconds(2))).containsExactly("1#3");
    assertThat(books.inForceAt(T.plusSeconds(3))).isEmpty();
  }

  @Test
  void aChangeIssuedAgainReplacesItsVoidSelf() {
    books.heard(change(ONE, 1, State.ACTIVE, T));
    books.heard(change(ONE, 2, State.ACTIVE, T.plusSeconds(1)));
    assertThat(books.inForceAt(T.plusSeconds(1))).containsExactly("1#2");
    books.heard(change(ONE, 2, State.ACTIVE, T.plusSeconds(5)));

    assertThat(books.inForceAt(T.plusSeconds(1))).containsExactly("1#1");
    assertThat(books.inForceAt(T.plusSeconds(5))).containsExactly("1#2");
  }

  @Test
  void ofTwoChangesAtOneInstantTheHigherWinsInWhateverOrderTheyCome() {
    books.heard(change(ONE, 2, State.ACTIVE, T));
    books.heard(change(ONE, 1, State.DISABLED, T));
    books.heard(change(TWO, 1, State.ACTIVE, T));
    books.heard(change(TWO, 2, State.DISABLED, T));

    assertThat(books.inForceAt(T)).containsExactly("1#2");
  }

  @Test
  void aChangeHeardTwiceChangesNothing() {
    books.heard(change(ONE, 1, State.ACTIVE, T));
    books.heard(change(ONE, 1, State.ACTIVE, T));

    assertThat(books.inForceAt(T)).containsExactly("1#1");
  }

  @Test
  void betweenTwoChangesThereIsOneBookMadeOnce() {
    var made = new AtomicInteger();
    var counted =
        new Books<List<String>>(
            active -> {
              made.incrementAndGet();
              return names(active);
            });
    counted.heard(change(ONE, 1, State.ACTIVE, T));

    var first = counted.inForceAt(T);
    var second = counted.inForceAt(T.plusSeconds(60));

    assertThat(second).isSameAs(first);
    assertThat(made).hasValue(1);
  }

  static List<String> names(List<DefinitionPublished> active) {
    return active.stream()
        .map(one -> one.uid().getLeastSignificantBits() + "#" + one.change())
        .toList();
  }

  static DefinitionPublished change(UUID uid, long change, State state, Instant from) {
    return new DefinitionPublished(
        "default", "Thing", uid, "thing", 1, change, state, from, Map.of(), Map.of());
  }
}
