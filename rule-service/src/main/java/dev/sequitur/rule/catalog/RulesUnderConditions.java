package dev.sequitur.rule.catalog;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.NamesCheck;
import dev.sequitur.rule.condition.OneBook;
import dev.sequitur.rule.condition.RuleCheck;
import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.eventtype.EventTypes;
import dev.sequitur.rule.eventtype.TypedRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;

/** Published rules held against conditions that are about to change. */
@ApplicationScoped
class RulesUnderConditions implements RuleCheck {

  private final ActionCatalogue catalogue;
  private final EventTypes types;

  RulesUnderConditions(ActionCatalogue catalogue, EventTypes types) {
    this.catalogue = catalogue;
    this.types = types;
  }

  @Override
  public List<Violation> under(ConditionBook book, Manifest rule, String workspace) {
    var findings = new Findings();
    var content = new RuleReader(catalogue, findings).read(rule.spec(), "/spec");
    if (!findings.all().isEmpty() || content.asked().naming() == null) {
      return List.of();
    }
    var alone = new Bundle(workspace, List.of());
    var names = new NamesCheck(new OneBook(book));
    var errors = names.check(RuleKind.subject(rule, content.asked()), alone);
    if (!errors.isEmpty()) {
      return errors;
    }
    var wrong = new ArrayList<>(new TypedRules(types, new OneBook(book)).checkNamed(rule, alone));
    wrong.addAll(new RuleDrafts(catalogue, names).failing(rule, content, alone));
    return wrong;
  }
}
