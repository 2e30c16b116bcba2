/**
 * The access-predicate index: which rules an event can match at all, found without asking every
 * one. Immutable and structurally shared throughout.
 */
@NullMarked
package dev.sequitur.rule.matching.domain.index;

import org.jspecify.annotations.NullMarked;
