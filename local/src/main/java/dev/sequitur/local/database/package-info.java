/**
 * A real PostgreSQL as a process of its own, its roles and schemas, and the services' migrations.
 */
@NullMarked
package dev.sequitur.local.database;

import org.jspecify.annotations.NullMarked;
