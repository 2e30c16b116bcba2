package dev.sequitur.kit.database;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What is done in a transaction. It may be tried again from the start, so it has no other effects.
 */
@FunctionalInterface
public interface Work<R extends @Nullable Object> {
  R in(Transaction transaction) throws SQLException;
}
