/** The service as a whole, with a real broker and a real database. */
@NullMarked
package dev.sequitur.trigger;

import org.jspecify.annotations.NullMarked;
