package dev.sequitur.trigger.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When a trigger raises an alarm.
 *
 * @param quietFor how long without an event is too long; null if it does not matter
 * @param lateBy of a schedule: how late an instant may be; null of all others
 */
public record AlarmSpec(@Nullable Duration quietFor, @Nullable Duration lateBy) {}
