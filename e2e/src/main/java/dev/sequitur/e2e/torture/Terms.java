package dev.sequitur.e2e.torture;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toMap;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.e2e.checker.Rules;
import dev.sequitur.e2e.checker.Rules.Brake;
import dev.sequitur.e2e.checker.Rules.Term;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which version of each rule was in force when, as the log of definitions says it. What the API
 * answered is not the last word: a change that is appended too late, because the broker was away,
 * is void, and it is issued again with a later instant.
 */
final class Terms {

  private static final Comparator<DefinitionPublished> IN_FORCE =
      Comparator.comparing((DefinitionPublished change) -> change.effectiveFrom())
          .thenComparing(DefinitionPublished::change);
  private static final Pattern ABOVE = Pattern.compile("data\\.amount > ([0-9]+)");

  private final Duration margin;
  private final List<DefinitionPublished> changes = new ArrayList<>();

  /**
   * @param margin as {@code sequitur.definitions.margin}
   */
  Terms(Duration margin) {
    this.margin = margin;
  }

  /** Takes a record of {@code definitions}. */
  void heard(DefinitionPublished change, Instant appendedAt) {
    if (change.kind().equals("Rule") && !appendedAt.isAfter(change.effectiveFrom().minus(margin))) {
      changes.add(change);
    }
  }

  /**
   * @param promised the highest version of each rule whose publication was answered with success
   */
  Rules with(Map<String, Integer> promised) {
    var logged =
        changes.stream()
            .collect(toMap(DefinitionPublished::name, DefinitionPublished::version, Integer::max));
    return new Rules(all(), logged, promised);
  }

  List<Term> all() {
    return changes.stream().collect(groupingBy(DefinitionPublished::name)).values().stream()
        .flatMap(ofRule -> terms(ofRule).stream())
        .toList();
  }

  private static List<Term> terms(List<DefinitionPublished> ofRule) {
    var changes = ofRule.stream().sorted(IN_FORCE).toList();
    var terms = new ArrayList<Term>();
    for (int i = 0; i < changes.size(); i++) {
      var change = changes.get(i);
      if (change.state() == DefinitionPublished.State.ACTIVE) {
        var until = i + 1 < changes.size() ? changes.get(i + 1).effectiveFrom() : Instant.MAX;
        terms.add(
            new Term(
                change.name(),
                change.version(),
                change.effectiveFrom(),
                until,
                above(change),
                brake(change)));
      }
    }
    return terms;
  }

  private static @Nullable Brake brake(DefinitionPublished change) {
    return change.spec().get("brake") instanceof Map<?, ?> brake
        ? new Brake(
            ((Number) Objects.requireNonNull(brake.get("starts"))).intValue(),
            Duration.parse(String.valueOf(brake.get("within"))),
            brake.get("by") != null)
        : null;
  }

  private static int above(DefinitionPublished change) {
    var found = ABOVE.matcher(String.valueOf(change.spec().get("when")));
    if (!found.find()) {
      throw new IllegalStateException("a rule of another shape: " + change);
    }
    return Integer.parseInt(found.group(1));
  }
}
