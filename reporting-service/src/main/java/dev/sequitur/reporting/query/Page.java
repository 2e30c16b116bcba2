package dev.sequitur.reporting.query;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param next what to give as {@code after} for the page that follows; absent on the last one
 * @param asOf what happened until then is in the answer; absent until that is known
 */
record Page<T>(List<T> items, @Nullable String next, @Nullable Instant asOf) {}
