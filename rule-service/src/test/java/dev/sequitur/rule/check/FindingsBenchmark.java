package dev.sequitur.rule.check;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.rule.catalog.ActionCatalogue;
import dev.sequitur.rule.check.domain.finding.Origins;
import dev.sequitur.rule.check.domain.finding.RuleFindings;
import dev.sequitur.rule.check.domain.finding.Subject;
import dev.sequitur.rule.condition.GivenBooks;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Prints how long findings take in a workspace of 1,000 rules, the database left out: the first
 * time, again, and for one rule that is about to be published.
 */
public final class FindingsBenchmark {

  private static final Bundle ALONE = new Bundle("default", List.of());
  private static final int RULES = 1_000;
  private static final int TYPES = 20;

  private FindingsBenchmark() {}

  public static void main(String[] arguments) {
    var manifests = IntStream.range(0, RULES).mapToObj(FindingsBenchmark::manifest).toList();
    var subjects = new Subjects(new ActionCatalogue(), new GivenBooks(Map.of()));
    for (int round = 0; round < 4; round++) {
      long begun = System.nanoTime();
      var rules = subjects.of(manifests, ALONE);
      long made = System.nanoTime();
      all(rules, made - begun);
      one(rules);
    }
  }

  private static void all(List<Subject> rules, long made) {
    long begun = System.nanoTime();
    var report = RuleFindings.of(rules, Set.of(), new Origins(List.of()));
    System.out.printf(
        "== %,d rules: made in %.0f ms, %d findings and %d unknown in %.0f ms, complete: %s%n",
        rules.size(),
        made / 1e6,
        report.items().size(),
        report.unknown().size(),
        (System.nanoTime() - begun) / 1e6,
        report.complete());
  }

  private static void one(List<Subject> rules) {
    long begun = System.nanoTime();
    var report =
        RuleFindings.of(
            new RuleFindings.Asked(rules, Set.of("r7"), new Origins(List.of()), 500_000));
    System.out.printf(
        "== one of them: %d findings in %.0f ms%n",
        report.items().size(), (System.nanoTime() - begun) / 1e6);
  }

  /** Every tenth emits what others hear; every fifth has a condition that cannot be told apart. */
  private static Manifest manifest(int i) {
    var when =
        "data.amount > %d && data.tier == \"t%d\" && data.country in [\"DE\", \"AT\"]"
            .formatted(i % 97, i % 7);
    var then =
        i % 10 == 0
            ? Map.of("id", "e", "uses", "emit@1", "with", Map.of("type", "type" + i % 13))
            : Map.of("id", "x", "uses", "log.write@1", "with", Map.of("message", "hi " + i % 200));
    return new Manifest(
        Manifest.API_VERSION,
        "Rule",
        new Manifest.Metadata("r" + i, null, Map.of(), null),
        Map.of(
            "on",
            List.of("type" + i % TYPES),
            "when",
            i % 5 == 0 ? when + " && size(data.note) > " + i % 3 : when,
            "then",
            List.of(then)));
  }
}
