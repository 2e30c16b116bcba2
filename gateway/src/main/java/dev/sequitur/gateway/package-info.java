/** The only door: who asks, what they may do, and which service answers. */
@NullMarked
package dev.sequitur.gateway;

import org.jspecify.annotations.NullMarked;
