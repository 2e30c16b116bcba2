/** From an event to all that followed from it, and back to what it followed from. */
@NullMarked
package dev.sequitur.reporting.lineage;

import org.jspecify.annotations.NullMarked;
