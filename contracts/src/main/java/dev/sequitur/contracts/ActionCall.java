package dev.sequitur.contracts;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One action to carry out.
 *
 * @param step path of the step in its definition, the {@code id} of the rule's item
 * @param iteration 0, or the turn of a loop
 * @param uses action and version, {@code http.request@1}
 * @param with rendered arguments; a secret stands as {@code {"secret": name}}
 * @param delivery what its user asked for; null = the action's own default
 * @param timeout for one attempt
 */
public record ActionCall(
    UUID commandId,
    String step,
    int iteration,
    String uses,
    Map<String, @Nullable Object> with,
    @Nullable Delivery delivery,
    RetryPolicy retry,
    Duration timeout) {}
