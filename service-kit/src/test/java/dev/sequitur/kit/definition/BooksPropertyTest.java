package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Books answer as a scan over all that was heard does, at every instant and at every step. */
class BooksPropertyTest {

  private static final int INSTANTS = 12;

  @Property(tries = 500)
  void booksAgreeWithANaiveScan(@ForAll("heard") List<DefinitionPublished> heard) {
    var books = new Books<>(BooksTest::names);
    var known = new ArrayList<DefinitionPublished>();
    for (var change : heard) {
      books.heard(change);
      known.removeIf(old -> old.uid().equals(change.uid()) && old.change() == change.change());
      known.add(change);
      for (int second = -1; second <= INSTANTS; second++) {
        assertThat(books.inForceAt(at(second))).isEqualTo(scan(known, at(second)));
      }
    }
  }

  /** Of each definition the latest change that has taken effect, if it is active. */
  private static List<String> scan(List<DefinitionPublished> known, Instant instant) {
    var latest = new HashMap<UUID, DefinitionPublished>();
    known.stream()
        .filter(change -> !change.effectiveFrom().isAfter(instant))
        .sorted(
            Comparator.comparing((DefinitionPublished change) -> change.effectiveFrom())
                .thenComparing(DefinitionPublished::change))
        .forEach(change -> latest.put(change.uid(), change));
    return BooksTest.names(
        latest.values().stream()
            .filter(change -> change.state() == State.ACTIVE)
            .sorted((one, other) -> one.uid().compareTo(other.uid()))
            .toList());
  }

  @Provide
  Arbitrary<List<DefinitionPublished>> heard() {
    return Combinators.combine(
            Arbitraries.integers().between(1, 3),
            Arbitraries.longs().between(1, 6),
            Arbitraries.of(State.values()),
            Arbitraries.integers().between(0, INSTANTS))
        .as(
            (uid, change, state, second) ->
                BooksTest.change(new UUID(0, uid), change, state, at(second)))
        .list()
        .ofMaxSize(20);
  }

  private static Instant at(int second) {
    return Instant.ofEpochSecond(second);
  }
}
