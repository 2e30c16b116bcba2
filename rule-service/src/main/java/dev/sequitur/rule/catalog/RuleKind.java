package dev.sequitur.rule.catalog;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The kind {@code Rule}. */
@ApplicationScoped
public class RuleKind implements DefinitionKind {

  public static final String NAME = "Rule";

  private final ActionCatalogue catalogue;

  public RuleKind(ActionCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "rule";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var findings = new Findings();
    new RuleReader(catalogue, findings).read(manifest.spec(), "/spec");
    return findings.all();
  }
}
