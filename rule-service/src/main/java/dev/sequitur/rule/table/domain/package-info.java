/** Decision tables: which of their rows an event hits, and what comes of it. */
@NullMarked
package dev.sequitur.rule.table.domain;

import org.jspecify.annotations.NullMarked;
