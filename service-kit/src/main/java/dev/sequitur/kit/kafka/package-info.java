/** Batch hops, the producer and compacted topics, over the plain Kafka clients. */
@NullMarked
package dev.sequitur.kit.kafka;

import org.jspecify.annotations.NullMarked;
