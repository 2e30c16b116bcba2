package dev.sequitur.e2e.torture;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Suspension;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * When rules were out of force, as the log of definitions says it. What the API answered is not the
 * last word: a change that is appended too late, because the broker was away, is void, and it is
 * issued again with a later instant.
 */
final class Suspensions {

  private static final Comparator<DefinitionPublished> IN_FORCE =
      Comparator.comparing((DefinitionPublished change) -> change.effectiveFrom())
          .thenComparing(DefinitionPublished::change);

  private final Duration margin;
  private final List<DefinitionPublished> changes = new ArrayList<>();

  /**
   * @param margin as {@code sequitur.definitions.margin}
   */
  Suspensions(Duration margin) {
    this.margin = margin;
  }

  /** Takes a record of {@code definitions}. */
  void heard(DefinitionPublished change, Instant appendedAt) {
    if (!appendedAt.isAfter(change.effectiveFrom().minus(margin))) {
      changes.add(change);
    }
  }

  List<Suspension> all() {
    return Arrays.stream(Kind.values()).flatMap(kind -> of(kind).stream()).toList();
  }

  private List<Suspension> of(Kind kind) {
    var ofRule =
        changes.stream()
            .filter(c -> c.kind().equals("Rule") && c.name().equals(kind.text()))
            .sorted(IN_FORCE)
            .toList();
    var suspensions = new ArrayList<Suspension>();
    for (int i = 0; i < ofRule.size(); i++) {
      if (ofRule.get(i).state() != DefinitionPublished.State.ACTIVE) {
        var until = i + 1 < ofRule.size() ? ofRule.get(i + 1).effectiveFrom() : Instant.MAX;
        suspensions.add(new Suspension(kind, ofRule.get(i).effectiveFrom(), until));
      }
    }
    return suspensions;
  }
}
