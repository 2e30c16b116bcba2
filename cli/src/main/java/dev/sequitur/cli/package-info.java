/** What people type to work with any gateway: manifests, events, runs, dead letters. */
@NullMarked
package dev.sequitur.cli;

import org.jspecify.annotations.NullMarked;
