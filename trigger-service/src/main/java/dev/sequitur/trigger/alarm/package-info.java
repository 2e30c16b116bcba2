/** Alarms of triggers: nothing for long, and schedules that did not fire. */
@NullMarked
package dev.sequitur.trigger.alarm;

import org.jspecify.annotations.NullMarked;
