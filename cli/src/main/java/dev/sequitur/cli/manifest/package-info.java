/** Manifests in files: where each value stands, and how they are written and compared. */
@NullMarked
package dev.sequitur.cli.manifest;

import org.jspecify.annotations.NullMarked;
