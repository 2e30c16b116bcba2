package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.check.domain.Difference;
import dev.sequitur.rule.check.domain.UnitCase;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.condition.domain.Expansion;
import dev.sequitur.rule.matching.domain.Condition;
import dev.sequitur.rule.matching.domain.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rules as drafts make them: to be asked, never to act. */
@ApplicationScoped
public class RuleDrafts {

  private final ActionCatalogue catalogue;
  private final NamesCheck names;

  public RuleDrafts(ActionCatalogue catalogue, NamesCheck names) {
    this.catalogue = catalogue;
    this.names = names;
  }

  /** A rule that was read, or all that is wrong with it. */
  public sealed interface Draft {}

  /**
   * The rule.
   *
   * @param cel its condition with all named ones in their places; null if it has none
   */
  public record Ready(Rule rule, @Nullable String cel, List<UnitCase> cases) implements Draft {}

  /** What is wrong, with pointers from the manifest's root. */
  public record Faulty(List<Violation> errors) implements Draft {}

  /**
   * Reads a manifest of the kind {@code Rule}; its own cases are not run.
   *
   * @param together where the conditions that it names may be found besides those published
   */
  public Draft read(Manifest manifest, Bundle together) {
    var findings = new Findings();
    var content = new RuleReader(catalogue, findings).read(manifest.spec(), "/spec");
    return findings.all().isEmpty()
        ? draft(manifest, content, together)
        : new Faulty(findings.all());
  }

  /** All that is wrong with a table by itself, with pointers into it. */
  public static List<Violation> mistakes(Map<String, @Nullable Object> table) {
    var findings = new Findings();
    new TableReader(findings, "").read(table);
    return findings.all();
  }

  /** The cases that do not pass, each where it parts; a rule whose names are gone has none. */
  List<Violation> failing(Manifest manifest, RuleReader.Content content, Bundle together) {
    if (content.cases().isEmpty()
        || !(draft(manifest, content, together) instanceof Ready(var rule, _, var cases))) {
      return List.of();
    }
    var violations = new ArrayList<Violation>();
    for (int i = 0; i < cases.size(); i++) {
      var expect = "/spec/tests/" + i + "/expect";
      for (var difference : cases.get(i).run(rule).differences()) {
        violations.add(violation(expect, difference));
      }
    }
    return violations;
  }

  private static Violation violation(String expect, Difference difference) {
    return new Violation(
        expect + difference.pointer(), RuleProblem.RULE_TEST_FAILED.name(), difference.detail());
  }

  private Draft draft(Manifest manifest, RuleReader.Content content, Bundle together) {
    var cel = content.asked().cel();
    if (content.asked().naming() != null) {
      switch (names.expanded(content.asked().naming(), together)) {
        case Expansion.Expanded(var whole) -> cel = whole;
        case Expansion.Failed(var code, var detail) -> {
          return new Faulty(List.of(new Violation("/spec/when", code.name(), detail)));
        }
      }
    }
    var condition = cel == null ? Condition.ALWAYS : Condition.compiled(cel);
    var rule = RuleCompiler.rule(together.workspace(), starter(manifest), content, condition);
    return new Ready(rule, cel, content.cases());
  }

  /** A draft has a name of its own, and no version yet; its ids go nowhere. */
  private static Starter starter(Manifest manifest) {
    var uid = UUID.nameUUIDFromBytes(manifest.name().getBytes(StandardCharsets.UTF_8));
    return new Starter(RuleKind.NAME, uid, manifest.name(), 0, manifest.metadata().labels());
  }
}
