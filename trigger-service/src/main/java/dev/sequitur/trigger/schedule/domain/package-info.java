/** When a schedule fires, and what becomes of instants that were missed: functions of facts. */
@NullMarked
package dev.sequitur.trigger.schedule.domain;

import org.jspecify.annotations.NullMarked;
