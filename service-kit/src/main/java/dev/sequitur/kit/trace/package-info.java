/** W3C trace context that travels with records and requests. */
@NullMarked
package dev.sequitur.kit.trace;

import org.jspecify.annotations.NullMarked;
