/**
 * Holds what clients, targets, topics and tables say against the invariants. Pure: it reads a world
 * and names what is wrong.
 */
@NullMarked
package dev.sequitur.e2e.checker;

import org.jspecify.annotations.NullMarked;
