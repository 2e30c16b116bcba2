package dev.sequitur.local.database;

/**
 * One service's schema and its three roles: {@code <schema>_owner} makes tables, {@code
 * <schema>_api} serves people under forced row-level security, {@code <schema>_path} serves the
 * data path.
 *
 * @param url {@code jdbc:postgresql://host:port/database}, the same for all schemas of a server
 */
public record SchemaAccess(String schema, String url, RolePasswords passwords) {

  public DatabaseAccess owner() {
    return new DatabaseAccess(url, schema + "_owner", passwords.owner());
  }

  public DatabaseAccess api() {
    return new DatabaseAccess(url, schema + "_api", passwords.api());
  }

  public DatabaseAccess path() {
    return new DatabaseAccess(url, schema + "_path", passwords.path());
  }
}
