package dev.sequitur.reporting.report;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.reporting.report.domain.SpecReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What a report says. The rules and triggers it names need not exist: it then says so little. */
@ApplicationScoped
public class ReportDefinitionKind implements DefinitionKind {

  @Override
  public String kind() {
    return "ReportDefinition";
  }

  @Override
  public String permission() {
    return "report";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    return SpecReader.read(manifest.spec()).errors();
  }
}
