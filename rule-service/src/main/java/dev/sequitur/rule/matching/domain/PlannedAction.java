package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.RetryPolicy;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One item of a rule's {@code then}.
 *
 * @param step its {@code id}
 * @param uses action and version
 * @param with its arguments, to be rendered for each event
 * @param delivery null = the action's own default
 */
public record PlannedAction(
    String step,
    String uses,
    ArgumentTemplate with,
    @Nullable Delivery delivery,
    RetryPolicy retry,
    Duration timeout) {

  ActionCall call(UUID run, Map<String, @Nullable Object> arguments) {
    return new ActionCall(
        Ids.command(run, step, 0), step, 0, uses, arguments, delivery, retry, timeout);
  }
}
