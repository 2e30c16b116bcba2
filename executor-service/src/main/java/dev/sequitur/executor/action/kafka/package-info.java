/** The action kafka.publish@1, and clusters that are not the platform's own. */
@NullMarked
package dev.sequitur.executor.action.kafka;

import org.jspecify.annotations.NullMarked;
