package dev.sequitur.executor.action;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.secret.Secret;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Function;

/**
 * What an action is told about its attempt.
 *
 * @param targetKey the idempotency key: the same for every attempt at this effect
 * @param traceParent W3C trace context to hand on
 * @param timeout for this attempt, all of it
 * @param secrets opens a secret of the workspace, at the moment of use; throws {@code
 *     SecretUnavailableException}
 */
public record ActionContext(
    String workspace,
    Cause cause,
    String step,
    String targetKey,
    String traceParent,
    Duration timeout,
    Function<String, Secret> secrets) {

  /**
   * Why the action is carried out.
   *
   * @param starter what started the run
   * @param event the event that it was started for
   */
  public record Cause(UUID runId, Starter starter, EventReference event) {}

  public UUID runId() {
    return cause.runId();
  }
}
