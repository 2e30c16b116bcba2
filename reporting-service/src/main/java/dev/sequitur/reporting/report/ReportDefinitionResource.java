package dev.sequitur.reporting.report;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import jakarta.ws.rs.Path;

/** Report definitions: drafts, publication, suspension, versions. */
@Path("/api/v1/workspaces/{workspace}/report-definitions")
public class ReportDefinitionResource extends DefinitionResource {

  public ReportDefinitionResource(
      ReportDefinitionKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
  }
}
