package dev.sequitur.trigger.firing;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.Preview;
import dev.sequitur.trigger.definition.TriggerKind;
import dev.sequitur.trigger.definition.TriggerSpec;
import dev.sequitur.trigger.definition.TriggersInForce;
import dev.sequitur.trigger.event.IncomingRequest;
import dev.sequitur.trigger.schedule.FireView;
import dev.sequitur.trigger.schedule.Fires;
import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Firings of a trigger: by hand, those that were, and those that come. */
@Path("/api/v1/workspaces/{workspace}/triggers/{name}/firings")
@Produces("application/json")
public class FiringResource {

  private final TriggersInForce triggers;
  private final PublishedDefinitions published;
  private final Intake intake;
  private final Fires fires;
  private final Definitions definitions;
  private final TriggerKind kind;
  private final InstantSource clock;

  FiringResource(
      TriggersInForce triggers,
      PublishedDefinitions published,
      Intake intake,
      Fires fires,
      Definitions definitions,
      TriggerKind kind,
      InstantSource clock) {
    this.triggers = triggers;
    this.published = published;
    this.intake = intake;
    this.fires = fires;
    this.definitions = definitions;
    this.kind = kind;
    this.clock = clock;
  }

  /**
   * A page of what became of nominal instants.
   *
   * @param items the latest instant first
   * @param next what to give as {@code after} for earlier ones; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Page(List<FireView> items, @Nullable String next) {}

  /** 202 when the broker has acknowledged the event; needs no database. */
  @POST
  @NonBlocking
  @RolesAllowed("trigger:fire")
  public Uni<Response> fire(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @Context HttpHeaders headers,
      byte[] body) {
    if (!published.isRead()) {
      throw TriggerProblem.TRIGGERS_NOT_READ.with("The service has just started.");
    }
    var trigger =
        triggers
            .named(workspace, name, clock.instant())
            .orElseThrow(
                () ->
                    TriggerProblem.TRIGGER_NOT_FOUND.with(
                        "No published trigger has this name, or it is suspended."));
    return intake.take(trigger, new IncomingRequest(lowerCase(headers), Map.of(), body));
  }

  @GET
  @RunOnVirtualThread
  @RolesAllowed("trigger:read")
  public Page list(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @QueryParam("state") @Nullable String state,
      @QueryParam("after") @Nullable String after,
      @QueryParam("limit") @DefaultValue("100") int limit) {
    var query = FiringQuery.of(state, after, limit);
    var uid = definitions.get(workspace, kind, name).uid();
    var found = fires.page(workspace, uid, query.before(), query.states(), limit + 1);
    var items = found.stream().limit(limit).toList();
    return new Page(
        items, found.size() > limit ? items.getLast().nominalInstant().toString() : null);
  }

  /** What the trigger's draft would do if it were published now. */
  @GET
  @Path("preview")
  @RunOnVirtualThread
  @RolesAllowed("trigger:read")
  public Preview preview(
      @PathParam("workspace") String workspace,
      @PathParam("name") String name,
      @QueryParam("count") @DefaultValue("10") int count) {
    var draft = definitions.get(workspace, kind, name).draft();
    var reading = TriggerSpec.read(draft.spec());
    if (reading.spec() == null) {
      throw CommonProblem.VALIDATION_FAILED.with(
          "The trigger's draft has errors.", reading.errors());
    }
    return Preview.of(reading.spec(), clock.instant(), count);
  }

  private static Map<String, String> lowerCase(HttpHeaders headers) {
    var all = new HashMap<String, String>();
    headers
        .getRequestHeaders()
        .forEach(
            (name, values) -> all.put(name.toLowerCase(Locale.ROOT), String.join(", ", values)));
    return all;
  }
}
