/** The outside world: a server that takes note of every request. */
@NullMarked
package dev.sequitur.e2e.sink;

import org.jspecify.annotations.NullMarked;
