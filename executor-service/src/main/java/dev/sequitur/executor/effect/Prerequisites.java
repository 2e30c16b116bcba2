package dev.sequitur.executor.effect;

import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.kafka.CompactedLogs;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What must be known before anything is carried out: a call that was made before secrets and
 * connections are read would fail for want of what is there.
 */
@ApplicationScoped
public class Prerequisites {

  private final PublishedDefinitions definitions;
  private final CompactedLogs logs;

  Prerequisites(PublishedDefinitions definitions, CompactedLogs logs) {
    this.definitions = definitions;
    this.logs = logs;
  }

  /** True once all secrets and connections that existed at the start are read. */
  public boolean areMet() {
    // Definitions are followed last: while they are not, the other logs may be missing here.
    return definitions.isRead() && logs.areRead();
  }
}
