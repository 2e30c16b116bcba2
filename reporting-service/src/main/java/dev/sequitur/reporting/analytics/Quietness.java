package dev.sequitur.reporting.analytics;

import dev.sequitur.reporting.KnownRules.Known;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Which rules are quiet. */
final class Quietness {

  private Quietness() {}

  /**
   * Rules that act and have had no run since an instant; those that are younger, none since their
   * publication.
   *
   * @param lastMatches the latest runs; those from before {@code since} count for nothing
   * @param now a rule that takes effect later is not quiet yet
   */
  static List<RulesOverview.Quiet> of(
      List<Known> active, Map<UUID, Instant> lastMatches, Instant since, Instant now) {
    return active.stream()
        .filter(rule -> rule.publishedAt().isBefore(now))
        .filter(rule -> lastMatches.getOrDefault(rule.uid(), Instant.MIN).isBefore(since))
        .map(
            rule ->
                new RulesOverview.Quiet(
                    rule.name(),
                    rule.uid(),
                    rule.version(),
                    rule.publishedAt(),
                    lastMatches.get(rule.uid()),
                    !rule.publishedAt().isAfter(since)))
        .sorted(
            Comparator.comparing(RulesOverview.Quiet::publishedAt)
                .thenComparing(RulesOverview.Quiet::rule))
        .toList();
  }
}
