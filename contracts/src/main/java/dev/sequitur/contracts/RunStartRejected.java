package dev.sequitur.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule matched, but its run could not start. This is the run's one visible end.
 *
 * @param code stable, see the list of problems
 */
public record RunStartRejected(
    UUID runId,
    String workspace,
    Starter starter,
    EventReference event,
    Instant decidedAt,
    String code,
    String detail) {

  public static final String TYPE = "dev.sequitur.run-start-rejected.v1";

  public Message message(@Nullable String traceParent) {
    return Envelope.message(
        Topics.RUNS, runId.toString(), TYPE, "/rule-service", workspace, this, traceParent);
  }
}
