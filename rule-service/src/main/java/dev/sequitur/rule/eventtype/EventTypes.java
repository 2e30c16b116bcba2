package dev.sequitur.rule.eventtype;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.rule.eventtype.domain.Shape;
import dev.sequitur.rule.eventtype.domain.ShapeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The event types that are published, of all workspaces, as heard last: a draft is checked against
 * what will be in force in a moment.
 */
@ApplicationScoped
public class EventTypes {

  /** As in manifests; the kind is trigger-service's. */
  public static final String KIND = "EventType";

  private final Map<UUID, Described> byUid = new ConcurrentHashMap<>();

  /**
   * One event type.
   *
   * @param name of its definition
   * @param type of its events
   */
  public record Described(String workspace, String name, String type, Shape shape) {

    /** Null if this is of a form that is not known here. */
    static @Nullable Described of(
        String workspace, String name, Map<String, @Nullable Object> spec) {
      return spec.get("type") instanceof String type && spec.get("schema") instanceof Map<?, ?> data
          ? new Described(workspace, name, type, ShapeReader.of(data))
          : null;
    }
  }

  /** Takes note of a publication. */
  public void heard(DefinitionPublished change) {
    var described =
        change.state() == State.ACTIVE
            ? Described.of(change.workspace(), change.name(), change.spec())
            : null;
    if (described == null) {
      byUid.remove(change.uid());
    } else {
      byUid.put(change.uid(), described);
    }
  }

  /** Those of a workspace by their names. */
  Map<String, Described> of(String workspace) {
    return byUid.values().stream()
        .filter(one -> one.workspace().equals(workspace))
        .collect(Collectors.toMap(Described::name, one -> one, (one, _) -> one));
  }
}
