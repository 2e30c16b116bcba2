/** What a cancellation comes to: pure decisions. */
@NullMarked
package dev.sequitur.executor.cancellation.domain;

import org.jspecify.annotations.NullMarked;
