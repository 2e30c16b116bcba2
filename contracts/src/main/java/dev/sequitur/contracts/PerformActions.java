package dev.sequitur.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The command record: one decision with all its actions, and the fact that its run has started.
 *
 * @param revision 0 = the start; the first record of (run, revision) wins as a whole
 * @param runNo 0, or the number of a replay
 * @param decidedAt the event's acceptedAt for a start; the request's instant for a replay
 * @param evidence what the condition saw, small
 */
public record PerformActions(
    UUID runId,
    int revision,
    String workspace,
    Starter starter,
    EventReference event,
    int runNo,
    Instant decidedAt,
    List<ActionCall> actions,
    Map<String, @Nullable Object> evidence) {

  public static final String TYPE = "dev.sequitur.perform-actions.v1";

  public Message message(@Nullable String traceParent) {
    return Envelope.message(
        Topics.COMMANDS,
        runId.toString(),
        TYPE,
        starter.tellsPeople() ? "/notification-service" : "/rule-service",
        workspace,
        CommandBytes.of(this),
        traceParent);
  }
}
