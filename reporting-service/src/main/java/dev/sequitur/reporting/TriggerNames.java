package dev.sequitur.reporting;

import dev.sequitur.contracts.DefinitionPublished;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What triggers are called; records name them by their uid only. */
@ApplicationScoped
public class TriggerNames {

  private record Named(String workspace, String name, long change) {}

  private final Map<UUID, Named> byUid = new ConcurrentHashMap<>();

  /** Takes note of a change of a trigger; the latest one tells its name. */
  void heard(DefinitionPublished change) {
    byUid.merge(
        change.uid(),
        new Named(change.workspace(), change.name(), change.change()),
        (known, later) -> later.change() >= known.change() ? later : known);
  }

  /** The name; null if the trigger is not of this workspace or was never published. */
  public @Nullable String name(String workspace, UUID uid) {
    var named = byUid.get(uid);
    return named != null && named.workspace().equals(workspace) ? named.name() : null;
  }

  /** All triggers that bear the name or bore it last, also those that are archived. */
  public List<UUID> uids(String workspace, String name) {
    return byUid.entrySet().stream()
        .filter(entry -> entry.getValue().workspace().equals(workspace))
        .filter(entry -> entry.getValue().name().equals(name))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
