/** The action log.write@1. */
@NullMarked
package dev.sequitur.executor.action.log;

import org.jspecify.annotations.NullMarked;
