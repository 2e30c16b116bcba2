/** Tests of firing schedules. */
@org.jspecify.annotations.NullMarked
package dev.sequitur.trigger.schedule;
