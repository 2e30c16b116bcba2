package dev.sequitur.kit.kafka;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One record that was read.
 *
 * @param value what the hop's reader made of it
 * @param timestamp the record's own: LogAppendTime on topics that the broker stamps
 * @param traceParent W3C trace context, if the record carried one
 */
public record Received<T>(
    T value,
    String topic,
    int partition,
    long offset,
    Instant timestamp,
    @Nullable String traceParent) {}
