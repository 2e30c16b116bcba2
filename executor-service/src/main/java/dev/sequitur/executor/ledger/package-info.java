/** The ledger in PostgreSQL: admissions, claims, settlements, and its upkeep. */
@NullMarked
package dev.sequitur.executor.ledger;

import org.jspecify.annotations.NullMarked;
