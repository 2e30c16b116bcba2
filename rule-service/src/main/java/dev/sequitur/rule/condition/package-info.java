/** Conditions with names: kept, published, used by rules and by each other. */
@NullMarked
package dev.sequitur.rule.condition;

import org.jspecify.annotations.NullMarked;
