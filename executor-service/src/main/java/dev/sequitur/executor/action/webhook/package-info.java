/** The action webhook.send@1. */
@NullMarked
package dev.sequitur.executor.action.webhook;

import org.jspecify.annotations.NullMarked;
