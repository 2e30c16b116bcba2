package dev.sequitur.rule.eventtype;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.rule.eventtype.domain.Shape;
import dev.sequitur.rule.eventtype.domain.ShapeReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The event types that are published, of all workspaces, as heard last: a draft is checked against
 * what will be in force in a moment.
 */
@ApplicationScoped
public class EventTypes {

  /** As in manifests; the kind is trigger-service's. */
  public static final String KIND = "EventType";

  /** Of definitions that make events; trigger-service's too. */
  public static final String TRIGGER = "Trigger";

  private final Map<UUID, Described> byUid = new ConcurrentHashMap<>();
  private final Map<UUID, Source> sources = new ConcurrentHashMap<>();

  /**
   * What makes events, or declares them.
   *
   * @param kind of the definition
   * @param type of the events; for a trigger a template
   */
  public record Source(String workspace, String kind, String name, String type) {

    /** Null if this is of a form that is not known here. */
    static @Nullable Source of(
        String workspace, String kind, String name, Map<String, @Nullable Object> spec) {
      var type =
          kind.equals(TRIGGER) && spec.get("event") instanceof Map<?, ?> event
              ? event.get("type")
              : spec.get("type");
      return type instanceof String text ? new Source(workspace, kind, name, text) : null;
    }
  }

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

  /** Takes note of a publication of either kind. */
  public void heard(DefinitionPublished change) {
    // One that rests will make events again.
    var source =
        change.state() == State.ARCHIVED
            ? null
            : Source.of(change.workspace(), change.kind(), change.name(), change.spec());
    put(sources, change.uid(), source);
    if (change.kind().equals(KIND)) {
      describe(change);
    }
  }

  private void describe(DefinitionPublished change) {
    var described =
        change.state() == State.ACTIVE
            ? Described.of(change.workspace(), change.name(), change.spec())
            : null;
    put(byUid, change.uid(), described);
  }

  private static <V> void put(Map<UUID, V> all, UUID uid, @Nullable V value) {
    if (value == null) {
      all.remove(uid);
    } else {
      all.put(uid, value);
    }
  }

  /** All that makes or declares events of a workspace, and what is about to. */
  public List<Source> sources(Bundle together) {
    var known =
        sources.values().stream().filter(one -> one.workspace().equals(together.workspace()));
    var coming =
        together.documents().stream()
            .filter(one -> one.kind().equals(TRIGGER) || one.kind().equals(KIND))
            .flatMap(
                one ->
                    Stream.ofNullable(
                        Source.of(together.workspace(), one.kind(), one.name(), one.spec())));
    return Stream.concat(known, coming).toList();
  }

  /** Those of a workspace by their names. */
  Map<String, Described> of(String workspace) {
    return byUid.values().stream()
        .filter(one -> one.workspace().equals(workspace))
        .collect(Collectors.toMap(Described::name, one -> one, (one, _) -> one));
  }
}
