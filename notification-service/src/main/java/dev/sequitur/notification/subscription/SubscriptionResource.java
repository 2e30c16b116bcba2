package dev.sequitur.notification.subscription;

import dev.sequitur.kit.definition.DefinitionResource;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.token.Caller;
import jakarta.ws.rs.Path;

/** Subscriptions: drafts, publication, suspension, versions. */
@Path("/api/v1/workspaces/{workspace}/subscriptions")
public class SubscriptionResource extends DefinitionResource {

  public SubscriptionResource(SubscriptionKind kind, Definitions definitions, Caller caller) {
    super(kind, definitions, caller);
  }
}
