package dev.sequitur.trigger.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Definition;
import dev.sequitur.kit.definition.Definitions;
import dev.sequitur.trigger.alarm.AlarmBook;
import dev.sequitur.trigger.alarm.OpenAlarm;
import dev.sequitur.trigger.definition.TriggerKind;
import dev.sequitur.trigger.definition.TriggerSpec;
import dev.sequitur.trigger.schedule.FireView;
import dev.sequitur.trigger.state.Observation.LastEvent;
import dev.sequitur.trigger.state.Observation.LastRefusal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a trigger is. */
@Path("/api/v1/workspaces/{workspace}/triggers/{name}/state")
@Produces("application/json")
public class StateResource {

  private final Definitions definitions;
  private final TriggerKind kind;
  private final AlarmBook alarms;
  private final Instance<Observer> observers;

  StateResource(
      Definitions definitions, TriggerKind kind, AlarmBook alarms, Instance<Observer> observers) {
    this.definitions = definitions;
    this.kind = kind;
    this.alarms = alarms;
    this.observers = observers;
  }

  /**
   * A trigger's state.
   *
   * @param state DRAFT, STARTING, RUNNING, PAUSED, FAILING or BACKING_OFF
   * @param suspendedFor why it is suspended, as whoever did it said
   * @param version the latest published one, 0 if there is none
   * @param alarms those that are not over
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record State(
      String state,
      @Nullable String reason,
      @Nullable String suspendedFor,
      int version,
      List<OpenAlarm> alarms,
      @Nullable LastEvent lastEvent,
      @Nullable LastRefusal lastRefusal,
      @Nullable FireView lastFiring,
      @Nullable Instant nextInstant) {

    private static State draft() {
      return new State("DRAFT", null, null, 0, List.of(), null, null, null, null);
    }

    private static State of(int version, List<OpenAlarm> alarms, Observation seen) {
      return new State(
          seen.condition().name(),
          seen.reason(),
          null,
          version,
          alarms,
          seen.lastEvent(),
          seen.lastRefusal(),
          seen.lastFiring(),
          seen.nextInstant());
    }

    private State suspended(@Nullable String reasonGiven) {
      return new State(
          "PAUSED",
          "SUSPENDED",
          reasonGiven,
          version,
          alarms,
          lastEvent,
          lastRefusal,
          lastFiring,
          nextInstant);
    }
  }

  @GET
  @RunOnVirtualThread
  @RolesAllowed("trigger:read")
  public State get(@PathParam("workspace") String workspace, @PathParam("name") String name) {
    var definition = definitions.get(workspace, kind, name);
    if (definition.version() == 0) {
      return State.draft();
    }
    var seen =
        State.of(
            definition.version(),
            alarms.open(workspace, definition.uid()),
            observe(workspace, definition));
    if (definition.state() != DefinitionPublished.State.DISABLED) {
      return seen;
    }
    var reasons = kind.reasons(workspace, List.of(definition.uid()));
    return seen.suspended(reasons.get(definition.uid()));
  }

  private Observation observe(String workspace, Definition definition) {
    // A draft that is of another kind than the version in force is seen as it will be.
    return Optional.ofNullable(TriggerSpec.read(definition.draft().spec()).spec())
        .flatMap(
            spec ->
                observers.stream().filter(observer -> observer.observes(spec.source())).findFirst())
        .map(observer -> observer.observe(workspace, definition.uid()))
        .orElse(Observation.blank(Observation.Condition.RUNNING, null));
  }
}
