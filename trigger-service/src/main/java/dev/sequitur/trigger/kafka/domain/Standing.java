package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import java.time.Instant;

/**
 * How a trigger stands to its topic at an instant.
 *
 * @param active false while it is suspended
 * @param since when it became active, or was suspended, without a break
 * @param stay the change by which it came to this topic; a later stay begins anew
 */
public record Standing(
    PublishedTrigger trigger, Source.Kafka source, boolean active, Instant since, long stay) {}
