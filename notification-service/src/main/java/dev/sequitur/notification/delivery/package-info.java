/** Messages on their way out: decided here, sent by the executor, and what became of them. */
@NullMarked
package dev.sequitur.notification.delivery;

import org.jspecify.annotations.NullMarked;
