/** The topics folded per id into tables. */
@NullMarked
package dev.sequitur.reporting.projection;

import org.jspecify.annotations.NullMarked;
