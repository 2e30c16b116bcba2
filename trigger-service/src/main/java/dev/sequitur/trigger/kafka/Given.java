package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.definition.KafkaFormat;
import dev.sequitur.trigger.definition.PublishedTrigger;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record that is given to a trigger. */
record Given(ConsumerRecord<byte[], byte[]> record, PublishedTrigger trigger, KafkaFormat format) {}
