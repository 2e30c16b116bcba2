package dev.sequitur.trigger.schedule;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a schedule in force stands.
 *
 * @param isUnusable this release cannot read it
 * @param isOverdue an instant is due for longer than the grace, and nobody has dealt with it
 * @param next the nominal instant that comes next
 * @param waits that it has come, and waits until runs of the one before are over
 * @param lastDecided what became of the latest instant
 * @param lastFired the latest that fired
 */
public record Standing(
    boolean isUnusable,
    boolean isOverdue,
    @Nullable Instant next,
    boolean waits,
    @Nullable FireView lastDecided,
    @Nullable FireView lastFired) {}
