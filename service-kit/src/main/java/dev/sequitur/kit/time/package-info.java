/** The one place that reads the wall clock. */
@NullMarked
package dev.sequitur.kit.time;

import org.jspecify.annotations.NullMarked;
