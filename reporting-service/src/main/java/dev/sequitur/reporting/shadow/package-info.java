/** How versions that decide without effects differ from those that act. */
@NullMarked
package dev.sequitur.reporting.shadow;

import org.jspecify.annotations.NullMarked;
