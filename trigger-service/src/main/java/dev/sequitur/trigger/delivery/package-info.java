/** The last calls of each webhook, and what came of them. */
@NullMarked
package dev.sequitur.trigger.delivery;

import org.jspecify.annotations.NullMarked;
