/** Clients that publish events as other systems would. */
@NullMarked
package dev.sequitur.e2e.load;

import org.jspecify.annotations.NullMarked;
