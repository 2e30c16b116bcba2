package dev.sequitur.gateway.route;

import org.jspecify.annotations.Nullable;

/**
 * The operation that a request means.
 *
 * @param workspace the workspace in its path, if it names one
 */
public record Match(Route route, @Nullable String workspace) {}
