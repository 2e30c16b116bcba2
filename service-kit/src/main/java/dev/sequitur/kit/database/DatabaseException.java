package dev.sequitur.kit.database;

import java.sql.SQLException;

/** A fault of the database, unchecked; the cause tells whether it passes. */
public final class DatabaseException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public DatabaseException(SQLException cause) {
    super(cause.getMessage(), cause);
  }
}
