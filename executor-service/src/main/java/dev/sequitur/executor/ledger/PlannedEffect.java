package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.action.PreparedAction;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * An effect of a run that is about to be admitted.
 *
 * @param action null if it was refused
 * @param refusal why it can never be carried out; it ends at its admission
 * @param timeout for one attempt
 */
public record PlannedEffect(
    Effect effect,
    @Nullable PreparedAction<?> action,
    @Nullable Failure refusal,
    Duration timeout) {}
