package dev.sequitur.trigger.alarm;

import dev.sequitur.trigger.alarm.domain.AlarmKind;
import java.time.Instant;

/**
 * An alarm that is not over.
 *
 * @param since the last event before the silence, or the nominal instant that did not fire
 */
public record OpenAlarm(AlarmKind kind, Instant since, Instant raisedAt) {}
