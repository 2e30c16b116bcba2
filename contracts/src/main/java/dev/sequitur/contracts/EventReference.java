package dev.sequitur.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which event, and where on {@code events} it stands.
 *
 * @param acceptedAt the broker's stamp; {@code now} in every rule
 */
public record EventReference(
    UUID id,
    String type,
    int partition,
    long offset,
    Instant acceptedAt,
    @Nullable String subject,
    @Nullable String key) {}
