package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sessions, and what their accounts may do, within one transaction. The database's clock decides.
 */
final class SessionTable {

  /** How somebody signed in. */
  enum Method {
    LINK,
    PASSWORD,
    OIDC,
    INVITATION;

    private String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * How a session was opened.
   *
   * @param issuer where; null: here
   */
  record Opening(Method method, @Nullable String issuer, String from) {

    static Opening here(Method method, String from) {
      return new Opening(method, null, from);
    }
  }

  /** A session that has not ended. */
  record Row(String account, Method method, @Nullable String issuer, Instant expiresAt) {}

  private final Connection connection;

  SessionTable(Connection connection) {
    this.connection = connection;
  }

  void insert(SessionToken token, String account, Opening opening, Duration lifetime)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO sessions (token_hash, account, method, issuer, expires_at) "
                + "VALUES (?, ?, ?, ?, now() + make_interval(secs => ?))")) {
      insert.setBytes(1, token.hash());
      insert.setString(2, account);
      insert.setString(3, opening.method().text());
      insert.setString(4, opening.issuer());
      insert.setLong(5, lifetime.toSeconds());
      insert.executeUpdate();
    }
  }

  Optional<Row> find(String id) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT s.account, s.method, s.issuer, s.expires_at FROM sessions s "
                + "JOIN accounts a ON a.name = s.account AND a.disabled_at IS NULL "
                + "WHERE s.token_hash = ? AND s.expires_at > now()")) {
      select.setBytes(1, bytes(id));
      try (var found = select.executeQuery()) {
        if (!found.next()) {
          return Optional.empty();
        }
        var method = Method.valueOf(found.getString(2).toUpperCase(java.util.Locale.ROOT));
        var expiresAt = found.getObject(4, OffsetDateTime.class).toInstant();
        return Optional.of(new Row(found.getString(1), method, found.getString(3), expiresAt));
      }
    }
  }

  /** The account's roles by workspace. */
  Map<String, Role> roles(String account) throws SQLException {
    actAs(account);
    try (var select =
        connection.prepareStatement("SELECT workspace, role FROM memberships WHERE account = ?")) {
      select.setString(1, account);
      try (var found = select.executeQuery()) {
        var roles = new HashMap<String, Role>();
        while (found.next()) {
          var role = Role.named(found.getString(2));
          if (role != null) {
            roles.put(found.getString(1), role);
          }
        }
        return roles;
      }
    }
  }

  void delete(String id) throws SQLException {
    try (var delete = connection.prepareStatement("DELETE FROM sessions WHERE token_hash = ?")) {
      delete.setBytes(1, bytes(id));
      delete.executeUpdate();
    }
  }

  /** Ends all of an account's sessions; how many there were. */
  int deleteAll(String account) throws SQLException {
    try (var delete = connection.prepareStatement("DELETE FROM sessions WHERE account = ?")) {
      delete.setString(1, account);
      return delete.executeUpdate();
    }
  }

  /** Ends an account's other sessions. */
  void deleteOthers(String account, String id) throws SQLException {
    try (var delete =
        connection.prepareStatement("DELETE FROM sessions WHERE account = ? AND token_hash <> ?")) {
      delete.setString(1, account);
      delete.setBytes(2, bytes(id));
      delete.executeUpdate();
    }
  }

  /** Ends the sessions that an account has opened at an issuer, but for the one that asks. */
  void deleteOpenedAt(String issuer, String account, @Nullable String kept) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM sessions WHERE account = ? AND issuer = ? AND token_hash <> ?")) {
      delete.setString(1, account);
      delete.setString(2, issuer);
      delete.setBytes(3, kept == null ? new byte[0] : bytes(kept));
      delete.executeUpdate();
    }
  }

  /** From here on this account's memberships can be read, in whichever workspace. */
  void actAs(String account) throws SQLException {
    try (var set = connection.prepareStatement("SELECT set_config('sequitur.account', ?, true)")) {
      set.setString(1, account);
      set.execute();
    }
  }

  private static byte[] bytes(String id) {
    return Base64.getUrlDecoder().decode(id);
  }
}
