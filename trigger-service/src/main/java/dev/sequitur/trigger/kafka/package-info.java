/** Topics of Kafka as a source: one consumer a topic, whatever number of triggers read it. */
@NullMarked
package dev.sequitur.trigger.kafka;

import org.jspecify.annotations.NullMarked;
