/** What follows from an attempt: pure decisions, and how long to wait. */
@NullMarked
package dev.sequitur.executor.retry;

import org.jspecify.annotations.NullMarked;
