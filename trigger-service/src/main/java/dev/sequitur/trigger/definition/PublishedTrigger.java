package dev.sequitur.trigger.definition;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Ids;
import dev.sequitur.trigger.event.EventMapping;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A published version of a trigger, compiled. */
public record PublishedTrigger(
    String workspace, UUID uid, int version, String name, TriggerSpec spec) {

  /**
   * The event that this trigger makes of a mapping's result.
   *
   * @param sourceKey names the occurrence at its source: the same one gives the same id
   */
  public AcceptedEvent event(
      EventMapping.Mapped mapped, String sourceKey, @Nullable String traceParent) {
    var source = mapped.source();
    return new AcceptedEvent(
        Ids.event(workspace, uid, sourceKey),
        workspace,
        mapped.type(),
        source == null ? "/triggers/" + name : source,
        mapped.subject(),
        mapped.key(),
        mapped.time(),
        uid,
        version,
        0,
        mapped.data(),
        traceParent);
  }
}
