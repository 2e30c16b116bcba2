/** The action emit@1. */
@NullMarked
package dev.sequitur.executor.action.emit;

import org.jspecify.annotations.NullMarked;
