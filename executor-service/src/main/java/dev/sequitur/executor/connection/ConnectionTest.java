package dev.sequitur.executor.connection;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * How a test of a connection went.
 *
 * @param code why it failed; null if it did not
 * @param detail the provider's own words, cut to 1,000 characters, credentials struck out
 * @param millis how long it took
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ConnectionTest(
    boolean succeeded, @Nullable String code, String detail, long millis) {}
