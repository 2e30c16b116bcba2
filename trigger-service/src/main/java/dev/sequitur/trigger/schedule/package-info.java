/** The only scheduler: due schedules are claimed, fired once and advanced, in one transaction. */
@NullMarked
package dev.sequitur.trigger.schedule;

import org.jspecify.annotations.NullMarked;
