package dev.sequitur.trigger.trial;

import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.TriggerKind;
import dev.sequitur.trigger.definition.TriggerSpec;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import org.jspecify.annotations.Nullable;

/** Tries a trigger's draft on a sample. */
@Path("/api/v1/workspaces/{workspace}/triggers/{name}/test")
@Produces("application/json")
public class TrialResource {

  private final Definitions definitions;
  private final TriggerKind kind;
  private final Instance<Rehearsal> rehearsals;

  TrialResource(Definitions definitions, TriggerKind kind, Instance<Rehearsal> rehearsals) {
    this.definitions = definitions;
    this.kind = kind;
    this.rehearsals = rehearsals;
  }

  /**
   * What would become of the sample if the draft were published. 200 whatever it is; senders are
   * not verified, for that needs no trying out and would tell about secrets.
   */
  @POST
  @RunOnVirtualThread
  @RolesAllowed("trigger:read")
  public Trial test(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      byte @Nullable [] body) {
    var definition = definitions.get(workspace, kind, name);
    var reading = TriggerSpec.read(definition.draft().spec());
    if (reading.spec() == null) {
      throw CommonProblem.VALIDATION_FAILED.with(
          "The trigger's draft has errors.", reading.errors());
    }
    var spec = reading.spec();
    var rehearsal =
        rehearsals.stream().filter(one -> one.rehearses(spec.source())).findFirst().orElseThrow();
    var trigger =
        new PublishedTrigger(workspace, definition.uid(), definition.version() + 1, name, spec);
    return rehearsal.rehearse(trigger, SampleReader.read(body, rehearsal.fields()));
  }
}
