/** Secrets as their owner sees them: written, listed by name, deleted; never read back. */
@NullMarked
package dev.sequitur.executor.secret;

import org.jspecify.annotations.NullMarked;
