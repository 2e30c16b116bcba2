/** Pure: when an alarm is raised, and when it is over. */
@NullMarked
package dev.sequitur.trigger.alarm.domain;

import org.jspecify.annotations.NullMarked;
