/** Firing a trigger by hand, what became of a schedule's instants, and which come next. */
@NullMarked
package dev.sequitur.trigger.firing;

import org.jspecify.annotations.NullMarked;
