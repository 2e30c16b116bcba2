package dev.sequitur.kit.definition;

import dev.sequitur.kit.token.Caller;
import jakarta.ws.rs.Path;

/** Things over HTTP, as a service offers its kinds. */
@Path("/api/v1/workspaces/{workspace}/things")
public class ThingResource extends DefinitionResource {

  public ThingResource(ThingKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
  }
}
