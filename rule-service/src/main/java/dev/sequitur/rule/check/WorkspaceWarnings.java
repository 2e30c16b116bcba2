package dev.sequitur.rule.check;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.catalog.RuleWarnings;
import dev.sequitur.rule.check.domain.finding.Finding;
import dev.sequitur.rule.check.domain.finding.RuleFindings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Findings about rules that are about to be put in force, as warnings. */
@ApplicationScoped
class WorkspaceWarnings implements RuleWarnings {

  /** Of values: less than a second, for people wait until their rule is stored. */
  private static final long COMPARISONS = 500_000;

  /** For one rule; the findings themselves have all. */
  private static final int MOST = 20;

  private static final Violation INCOMPLETE =
      new Violation(
          "/spec",
          "FINDINGS_INCOMPLETE",
          "There are too many rules to hold it against all of them.");

  private final WorkspaceRules rules;

  WorkspaceWarnings(WorkspaceRules rules) {
    this.rules = rules;
  }

  @Override
  public Map<String, List<Violation>> of(List<Manifest> manifests, Bundle together) {
    var about = WorkspaceRules.names(manifests);
    var report =
        RuleFindings.of(
            new RuleFindings.Asked(
                rules.inForce(manifests, together), about, rules.origins(together), COMPARISONS));
    var warnings = new HashMap<String, List<Violation>>();
    for (var finding : report.items()) {
      finding.rules().stream()
          .filter(about::contains)
          .map(name -> warnings.computeIfAbsent(name, _ -> new ArrayList<>()))
          .filter(ofOne -> ofOne.size() < MOST)
          .forEach(ofOne -> ofOne.add(warning(finding)));
    }
    if (!report.complete()) {
      about.forEach(name -> warnings.computeIfAbsent(name, _ -> new ArrayList<>()).add(INCOMPLETE));
    }
    return warnings;
  }

  private static Violation warning(Finding finding) {
    var names = finding.rules().size() > 1 ? String.join(", ", finding.rules()) + ": " : "";
    return new Violation(pointer(finding.kind()), finding.kind().name(), names + finding.detail());
  }

  private static String pointer(Finding.Kind kind) {
    return switch (kind) {
      case TYPE_NEVER_MADE -> "/spec/on";
      case ALWAYS_FALSE, ALWAYS_TRUE, NEVER_FALSE, DUPLICATE, SHADOWED -> "/spec/when";
      case CONTRADICTING, LOOP -> "/spec/then";
      case TABLE_GAP, TABLE_OVERLAP, TABLE_ROW_HIDDEN -> "/spec/table";
    };
  }
}
