/** Readiness: the hops have their share, the compacted topics are read, the database answers. */
@NullMarked
package dev.sequitur.kit.health;

import org.jspecify.annotations.NullMarked;
