/** Tests of when a schedule fires. */
@org.jspecify.annotations.NullMarked
package dev.sequitur.trigger.schedule.domain;
