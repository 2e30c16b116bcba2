/** How much one caller or workspace may ask for. */
@NullMarked
package dev.sequitur.gateway.limit;

import org.jspecify.annotations.NullMarked;
