/**
 * What events of a type look like: their schema, samples, and which of their fields are personal.
 * Checked when it is saved; no event is held against it on its way.
 */
@NullMarked
package dev.sequitur.trigger.eventtype;

import org.jspecify.annotations.NullMarked;
