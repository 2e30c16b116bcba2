/** Commands that were given up: listed, shown, redriven. */
@NullMarked
package dev.sequitur.executor.deadletter;

import org.jspecify.annotations.NullMarked;
