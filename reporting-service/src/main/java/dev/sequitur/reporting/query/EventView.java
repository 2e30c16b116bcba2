package dev.sequitur.reporting.query;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an event stands on the log, and what it started. Its data is on the log alone.
 *
 * @param trigger uid of the trigger that accepted it, all zeros if it came by the API
 * @param duplicates further records with the same id
 */
record EventView(
    UUID eventId,
    String type,
    String source,
    @Nullable String subject,
    @Nullable String key,
    int partition,
    long offset,
    Instant acceptedAt,
    UUID trigger,
    int triggerVersion,
    int duplicates,
    List<UUID> runs,
    @Nullable Instant asOf) {}
