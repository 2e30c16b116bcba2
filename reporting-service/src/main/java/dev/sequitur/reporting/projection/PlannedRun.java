package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What is recorded of a {@link dev.sequitur.contracts.PerformActions}. Arguments and evidence,
 * which are most of a command, are skipped when it is read, and not made and thrown away.
 */
record PlannedRun(
    UUID runId,
    int revision,
    String workspace,
    Starter starter,
    EventReference event,
    int runNo,
    Instant decidedAt,
    List<Action> actions) {

  /** One of its calls. */
  record Action(UUID commandId, String step, int iteration, String uses) {}
}
