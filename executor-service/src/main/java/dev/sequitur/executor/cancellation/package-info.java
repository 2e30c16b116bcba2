/** Runs that somebody does not want any more: asked for by the API, or on {@code commands}. */
@NullMarked
package dev.sequitur.executor.cancellation;

import org.jspecify.annotations.NullMarked;
