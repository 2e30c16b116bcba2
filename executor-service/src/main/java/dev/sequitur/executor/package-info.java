/**
 * The only door to the outside: carries commands out, keeps the ledger of effects, says outcomes.
 */
@NullMarked
package dev.sequitur.executor;

import org.jspecify.annotations.NullMarked;
