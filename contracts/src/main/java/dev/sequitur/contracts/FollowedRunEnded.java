package dev.sequitur.contracts;

import java.time.Instant;
import java.util.UUID;

/**
 * A run of a followed event has ended. It is said in the transaction that ends the run, and again
 * when a redrive has opened the run and it ends once more.
 *
 * @param event as the run's command has it
 * @param generation the run's own: counted up when a redrive opens it again
 */
public record FollowedRunEnded(
    UUID runId,
    String workspace,
    EventReference event,
    RunState state,
    int generation,
    Instant endedAt) {

  public static final String TYPE = "dev.sequitur.followed-run-ended.v1";

  /**
   * Keyed by the event, as what says its starts is.
   *
   * @param source the service that ends the run, such as {@code /executor-service}
   */
  public Message message(String source) {
    return Envelope.message(
        Topics.RUNS, event.id().toString(), TYPE, source, workspace, this, null);
  }
}
