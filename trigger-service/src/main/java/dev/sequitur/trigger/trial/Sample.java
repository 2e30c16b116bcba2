package dev.sequitur.trigger.trial;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that could come in.
 *
 * @param body null if there is none; of a record that is a tombstone
 * @param headers names in lower case
 * @param key of a record
 * @param nominalInstant of a schedule
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Sample(
    byte @Nullable [] body,
    Map<String, String> headers,
    Map<String, String> query,
    @Nullable String key,
    @Nullable Instant nominalInstant) {}
