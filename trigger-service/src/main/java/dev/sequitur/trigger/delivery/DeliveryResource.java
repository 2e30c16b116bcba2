package dev.sequitur.trigger.delivery;

import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.KnownTriggers;
import dev.sequitur.trigger.definition.TriggerKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.util.List;

/** The last calls of a webhook. */
@Path("/api/v1/workspaces/{workspace}/triggers/{name}/deliveries")
@Produces("application/json")
public class DeliveryResource {

  private final KnownTriggers triggers;
  private final Definitions definitions;
  private final TriggerKind kind;
  private final DeliveryLog log;

  DeliveryResource(
      KnownTriggers triggers, Definitions definitions, TriggerKind kind, DeliveryLog log) {
    this.triggers = triggers;
    this.definitions = definitions;
    this.kind = kind;
    this.log = log;
  }

  /**
   * The last twenty, the latest first.
   *
   * @param complete false while the database is away: only what the answering replica has taken
   *     since its start is shown
   */
  public record Deliveries(List<DeliveryView> items, boolean complete) {}

  /** Answers while the database is away, for triggers that were ever published. */
  @GET
  @RunOnVirtualThread
  @RolesAllowed("trigger:read")
  public Deliveries list(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    var known = triggers.named(workspace, name);
    if (known.isPresent()) {
      if (!known.get().spec().containsKey("webhook")) {
        throw TriggerProblem.TRIGGER_NOT_A_WEBHOOK.with(name + " is not called by HTTP.");
      }
      var last = log.last(workspace, known.get().uid());
      return new Deliveries(last.items(), last.isComplete());
    }
    // A draft, of which nothing was said to anybody: it is there, or it is not.
    definitions.get(workspace, kind, name);
    return new Deliveries(List.of(), true);
  }
}
