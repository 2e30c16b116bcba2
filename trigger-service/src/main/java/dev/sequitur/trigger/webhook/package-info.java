/** Webhooks: found by their path, verified over the raw bytes, filtered, mapped. */
@NullMarked
package dev.sequitur.trigger.webhook;

import org.jspecify.annotations.NullMarked;
