package dev.sequitur.trigger.definition;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import jakarta.ws.rs.Path;

/** The operations on triggers. */
@Path("/api/v1/workspaces/{workspace}/triggers")
public class TriggerResource extends DefinitionResource {

  public TriggerResource(TriggerKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
  }
}
