package dev.sequitur.kit.database;

import java.sql.SQLException;

/** {@link Work} that gives nothing back. */
@FunctionalInterface
public interface Action {
  void in(Transaction transaction) throws SQLException;
}
