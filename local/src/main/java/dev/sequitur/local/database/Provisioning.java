package dev.sequitur.local.database;

import dev.sequitur.local.LocalFailure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Makes the database, and each schema with its roles. Doing it again changes nothing but passwords.
 */
public final class Provisioning {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z_]*");

  private Provisioning() {}

  /** Makes the database unless it is there; only the roles of schemas may connect to it. */
  public static DatabaseAccess database(DatabaseAccess superuser, String name) {
    DatabaseAccess access = superuser.in(checked(name));
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "SELECT 1 FROM pg_database WHERE datname = '" + name + "'")) {
        statement.execute("CREATE DATABASE " + name);
        statement.execute("REVOKE ALL ON DATABASE " + name + " FROM PUBLIC");
      }
    } catch (SQLException e) {
      throw new LocalFailure("The database " + name + " could not be made: " + e.getMessage(), e);
    }
    return access;
  }

  /**
   * Makes a schema and its three roles in the superuser's database, and sets the roles' passwords.
   */
  public static SchemaAccess schema(
      DatabaseAccess superuser, String schema, RolePasswords passwords) {
    SchemaAccess access = new SchemaAccess(checked(schema), superuser.url(), passwords);
    try (Connection connection = superuser.connect();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      for (DatabaseAccess role : List.of(access.owner(), access.api(), access.path())) {
        role(statement, role);
        statement.execute(
            "GRANT CONNECT ON DATABASE \"%s\" TO %s"
                .formatted(connection.getCatalog(), role.user()));
        statement.execute("ALTER ROLE %s SET search_path = \"%s\"".formatted(role.user(), schema));
      }
      grants(statement, schema);
      connection.commit();
    } catch (SQLException e) {
      throw new LocalFailure("The schema " + schema + " could not be made: " + e.getMessage(), e);
    }
    return access;
  }

  private static void role(Statement statement, DatabaseAccess role) throws SQLException {
    boolean there =
        exists(statement, "SELECT 1 FROM pg_roles WHERE rolname = '" + role.user() + "'");
    statement.execute(
        (there ? "ALTER" : "CREATE")
            + " ROLE %s LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE PASSWORD '%s'"
                .formatted(role.user(), role.password().replace("'", "''")));
  }

  private static void grants(Statement statement, String schema) throws SQLException {
    statement.execute(
        """
        CREATE SCHEMA IF NOT EXISTS "%1$s" AUTHORIZATION %1$s_owner;
        GRANT USAGE ON SCHEMA "%1$s" TO %1$s_api, %1$s_path;
        ALTER DEFAULT PRIVILEGES FOR ROLE %1$s_owner IN SCHEMA "%1$s"
          GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %1$s_api, %1$s_path;
        ALTER DEFAULT PRIVILEGES FOR ROLE %1$s_owner IN SCHEMA "%1$s"
          GRANT USAGE ON SEQUENCES TO %1$s_api, %1$s_path;
        """
            .formatted(schema));
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet rows = statement.executeQuery(query)) {
      return rows.next();
    }
  }

  /** Names go into statements as they are, so they are of letters only. */
  private static String checked(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException("Not a name for a schema or database: " + name);
    }
    return name;
  }
}
