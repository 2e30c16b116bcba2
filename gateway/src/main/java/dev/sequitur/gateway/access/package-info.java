/** Who asks, and what they may do. */
@NullMarked
package dev.sequitur.gateway.access;

import org.jspecify.annotations.NullMarked;
