/**
 * Connections: where a provider is and how to sign in to it, kept apart from what is done there.
 */
@NullMarked
package dev.sequitur.executor.connection;

import org.jspecify.annotations.NullMarked;
