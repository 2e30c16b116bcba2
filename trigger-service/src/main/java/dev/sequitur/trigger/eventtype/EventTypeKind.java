package dev.sequitur.trigger.eventtype;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.DefinitionProblem;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.kit.problem.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** The kind {@code EventType}. */
@ApplicationScoped
public class EventTypeKind implements DefinitionKind {

  public static final String NAME = "EventType";

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "event-type";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    return EventTypeReader.errors(manifest.spec(), "/spec");
  }

  /** Of each type of events there is one description in a workspace. */
  @Override
  public void uphold(Neighbours neighbours, Manifest manifest, State state) {
    if (state == State.ACTIVE && manifest.spec().get("type") instanceof String type) {
      neighbours.mentioning(NAME, type).stream()
          .filter(other -> other.definition().state() == State.ACTIVE)
          .map(Neighbours.Neighbour::published)
          .filter(other -> other != null && !other.name().equals(manifest.name()))
          .filter(other -> type.equals(other.spec().get("type")))
          .findFirst()
          .ifPresent(other -> refuse(other.name()));
    }
  }

  private static void refuse(String holder) {
    throw DefinitionProblem.DEFINITION_INVALID.with(
        "Another event type describes these events.",
        List.of(
            new Violation("/spec/type", "TYPE_TAKEN", "the event type " + holder + " has this")));
  }
}
