package dev.sequitur.local.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * Who connects where. Its text form keeps the password to itself.
 *
 * @param url {@code jdbc:postgresql://host:port/database}
 */
public record DatabaseAccess(String url, String user, String password) {

  private static final int LOGIN_SECONDS = 5;

  public Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("loginTimeout", Integer.toString(LOGIN_SECONDS));
    properties.setProperty("socketTimeout", "60");
    return DriverManager.getConnection(url, properties);
  }

  /** Whether the server answers a query now. */
  public boolean answers() {
    try (Connection connection = connect()) {
      return connection.isValid(LOGIN_SECONDS);
    } catch (SQLException e) {
      return false;
    }
  }

  /** The same person in another database of the same server. */
  DatabaseAccess in(String database) {
    return new DatabaseAccess(
        url.substring(0, url.lastIndexOf('/') + 1) + database, user, password);
  }

  @Override
  public String toString() {
    return user + " at " + url;
  }
}
