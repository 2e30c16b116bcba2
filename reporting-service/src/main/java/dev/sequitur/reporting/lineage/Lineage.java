package dev.sequitur.reporting.lineage;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event with its causes and its consequences.
 *
 * @param causes the command that emitted it, the one that emitted the event of that one, and so on
 *     to the event that came from outside; empty for such an event
 * @param event with all that followed
 * @param truncated whether there is more than is shown
 * @param asOf what happened until then is in it
 */
@JsonInclude(Include.NON_NULL)
record Lineage(List<Cause> causes, EventNode event, boolean truncated, @Nullable Instant asOf) {

  /**
   * A command that emitted an event.
   *
   * @param event the event that its run was started by
   * @param rule absent if the run is no longer known
   */
  @JsonInclude(Include.NON_NULL)
  record Cause(
      UUID commandId,
      UUID runId,
      @Nullable String rule,
      @Nullable Integer ruleVersion,
      @Nullable UUID event,
      @Nullable String eventType) {}

  /**
   * An event and what it started.
   *
   * @param type absent, as the instant is, while the index does not know the event, or no longer
   */
  @JsonInclude(Include.NON_NULL)
  record EventNode(
      UUID eventId, @Nullable String type, @Nullable Instant acceptedAt, List<RunNode> runs) {}

  /** A run and its effects. */
  record RunNode(UUID runId, String rule, int ruleVersion, RunState state, List<Effect> effects) {}

  /**
   * An action and what became of it.
   *
   * @param emitted the events that it caused; one for each time that it was redriven
   */
  record Effect(
      UUID commandId, String step, String uses, EffectState state, List<EventNode> emitted) {}
}
