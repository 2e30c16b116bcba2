/** Load while everything is killed, paused and broken, and then the checker's verdict. */
@NullMarked
package dev.sequitur.e2e.torture;

import org.jspecify.annotations.NullMarked;
