/** The actions sql.query@1 and sql.execute@1, and PostgreSQL. */
@NullMarked
package dev.sequitur.executor.action.sql;

import org.jspecify.annotations.NullMarked;
