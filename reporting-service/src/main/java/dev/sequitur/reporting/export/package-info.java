/** Runs as a file, however many. */
@NullMarked
package dev.sequitur.reporting.export;

import org.jspecify.annotations.NullMarked;
