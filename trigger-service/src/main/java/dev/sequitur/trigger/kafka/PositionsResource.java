package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.TriggerKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;

/** How far a trigger has come on the topic that it reads. */
@Path("/api/v1/workspaces/{workspace}/triggers/{name}/positions")
@Produces("application/json")
public class PositionsResource {

  private final Definitions definitions;
  private final TriggerKind kind;
  private final KafkaStates states;

  PositionsResource(Definitions definitions, TriggerKind kind, KafkaStates states) {
    this.definitions = definitions;
    this.kind = kind;
    this.states = states;
  }

  /** Its state; counts are those of this replica, partitions and lag those of all. */
  @GET
  @RunOnVirtualThread
  @RolesAllowed("trigger:read")
  public KafkaTriggerState get(
      @PathParam("workspace") String workspace, @PathParam("name") String name) {
    var trigger = definitions.get(workspace, kind, name);
    return states
        .ofAllReplicas(trigger.uid())
        .orElseThrow(
            () ->
                TriggerProblem.TRIGGER_READS_NO_TOPIC.with(
                    name + " is not in force, or reads no topic."));
  }
}
