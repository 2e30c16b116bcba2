/** A whole Sequitur of its own, on free ports, and a client for its API. */
@NullMarked
package dev.sequitur.e2e.rig;

import org.jspecify.annotations.NullMarked;
