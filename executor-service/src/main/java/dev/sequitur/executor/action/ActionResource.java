package dev.sequitur.executor.action;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Map;

/** What can be done to the outside. */
@Path("/api/v1/workspaces/{workspace}/actions")
public class ActionResource {

  private final Actions actions;

  ActionResource(Actions actions) {
    this.actions = actions;
  }

  /** Every action type with the schemas of its arguments and of what it gives back. */
  @GET
  @NonBlocking
  @RolesAllowed("rule:read")
  public Map<String, List<ActionType>> list() {
    return Map.of("items", actions.types());
  }
}
