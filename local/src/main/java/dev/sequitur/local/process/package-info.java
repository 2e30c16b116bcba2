/** Processes of this machine that outlive whoever started them, known by pid and start time. */
@NullMarked
package dev.sequitur.local.process;

import org.jspecify.annotations.NullMarked;
