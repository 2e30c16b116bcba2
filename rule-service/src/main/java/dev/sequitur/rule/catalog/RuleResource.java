package dev.sequitur.rule.catalog;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import jakarta.ws.rs.Path;

/** Rules over HTTP: drafts, publication, suspension, versions. */
@Path("/api/v1/workspaces/{workspace}/rules")
public class RuleResource extends DefinitionResource {

  public RuleResource(RuleKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
  }
}
