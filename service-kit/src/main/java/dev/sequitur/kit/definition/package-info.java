/**
 * The things users make: manifests with drafts, immutable numbered versions and an instant from
 * which a change is in force everywhere.
 */
@NullMarked
package dev.sequitur.kit.definition;

import org.jspecify.annotations.NullMarked;
