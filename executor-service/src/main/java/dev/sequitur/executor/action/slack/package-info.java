/** The action slack.post@1. */
@NullMarked
package dev.sequitur.executor.action.slack;

import org.jspecify.annotations.NullMarked;
