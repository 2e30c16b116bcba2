/** The two doors to PostgreSQL: requests under row-level security, the data path in batches. */
@NullMarked
package dev.sequitur.kit.database;

import org.jspecify.annotations.NullMarked;
