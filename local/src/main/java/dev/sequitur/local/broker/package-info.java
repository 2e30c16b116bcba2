/** A real Kafka broker as a process of its own. */
@NullMarked
package dev.sequitur.local.broker;

import org.jspecify.annotations.NullMarked;
