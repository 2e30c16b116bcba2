package dev.sequitur.e2e.torture;

import dev.sequitur.contracts.Ids;
import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Effect;
import dev.sequitur.e2e.checker.World.Hit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the command behind a hit that names it only indirectly: by its order, or by an event id.
 */
final class Keys {

  private static final String WORKSPACE = "default";

  private final Map<String, String> byOrder = new HashMap<>();
  private final Map<String, String> byEvent = new HashMap<>();

  private Keys() {}

  static Keys of(List<Effect> ledger) {
    var keys = new Keys();
    for (var effect : ledger) {
      if (effect.kind() == Kind.SLACK) {
        keys.byOrder.put(effect.order(), effect.commandId());
      }
      if (effect.kind() == Kind.EMIT) {
        var event = Ids.emitted(WORKSPACE, effect.commandId());
        keys.byEvent.put(event.toString(), effect.commandId());
      }
    }
    return keys;
  }

  /** The same hits, each under its command; one of no command keeps what it has. */
  List<Hit> named(List<Hit> hits) {
    return hits.stream().map(this::named).toList();
  }

  private Hit named(Hit hit) {
    var key =
        switch (hit.kind()) {
          case SLACK -> byOrder.getOrDefault(hit.order(), TortureSink.NO_KEY);
          case EMIT -> byEvent.getOrDefault(hit.key(), hit.key());
          default -> hit.key();
        };
    return new Hit(hit.order(), hit.kind(), key, hit.ruleVersion(), hit.verdict(), hit.at());
  }
}
