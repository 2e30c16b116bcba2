package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.DefinitionPublished;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a trigger that has come into force.
 *
 * @param spec the version's {@code spec}, JSON; null if it was never published
 */
record Change(
    String workspace,
    UUID uid,
    long number,
    String name,
    int version,
    DefinitionPublished.State state,
    Instant effectiveFrom,
    @Nullable String spec) {}
