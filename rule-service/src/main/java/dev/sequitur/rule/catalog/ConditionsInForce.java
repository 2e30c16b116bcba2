package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.condition.domain.When;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The named conditions in force at an instant, of all workspaces. */
final class ConditionsInForce {

  private record Named(Version version, When when) {}

  private final Map<String, Map<String, Named>> byWorkspace = new HashMap<>();

  /**
   * Of what is active then.
   *
   * @param compiled gives a version's condition; null if it is unusable
   */
  ConditionsInForce(List<DefinitionPublished> active, Function<Version, @Nullable When> compiled) {
    for (var change : active) {
      var version = Version.of(change);
      var when = compiled.apply(version);
      if (when != null) {
        byWorkspace
            .computeIfAbsent(change.workspace(), _ -> new HashMap<>())
            .put(change.name(), new Named(version, when));
      }
    }
  }

  ConditionBook of(String workspace) {
    return name -> {
      var named = find(workspace, name);
      return named == null ? null : named.when();
    };
  }

  /** The version of every condition that one reaches by names; empty for those not in force. */
  SortedMap<String, Optional<Version>> reached(String workspace, When when) {
    var reached = new TreeMap<String, Optional<Version>>();
    var open = new ArrayDeque<String>(when.references());
    while (!open.isEmpty()) {
      var name = open.remove();
      if (!reached.containsKey(name)) {
        var named = find(workspace, name);
        reached.put(name, Optional.ofNullable(named).map(Named::version));
        if (named != null) {
          open.addAll(named.when().references());
        }
      }
    }
    return reached;
  }

  private @Nullable Named find(String workspace, String name) {
    return byWorkspace.getOrDefault(workspace, Map.of()).get(name);
  }
}
