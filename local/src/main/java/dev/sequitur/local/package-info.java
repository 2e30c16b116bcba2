/** Starts everything on one machine: what {@code ./sequitur} runs, and what tests start. */
@NullMarked
package dev.sequitur.local;

import org.jspecify.annotations.NullMarked;
