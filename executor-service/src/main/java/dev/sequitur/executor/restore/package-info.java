/**
 * What the log knows and the ledger does not: a database that was restored to an earlier instant.
 */
@NullMarked
package dev.sequitur.executor.restore;

import org.jspecify.annotations.NullMarked;
