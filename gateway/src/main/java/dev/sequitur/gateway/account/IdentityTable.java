package dev.sequitur.gateway.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** Who is who at issuers, within one transaction. */
final class IdentityTable {

  private final Connection connection;

  IdentityTable(Connection connection) {
    this.connection = connection;
  }

  /** Waits until nobody else makes an account for the same person. */
  void lock(String issuer, String subject) throws SQLException {
    try (var lock =
        connection.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtextextended('identity/' || ?, 0))")) {
      lock.setString(1, issuer + "/" + subject);
      lock.execute();
    }
  }

  Optional<String> account(String issuer, String subject) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT account FROM external_identities WHERE issuer = ? AND subject = ?")) {
      select.setString(1, issuer);
      select.setString(2, subject);
      try (var found = select.executeQuery()) {
        return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
      }
    }
  }

  /** Whether an account is somebody's at an issuer. */
  boolean has(String account) throws SQLException {
    try (var select =
        connection.prepareStatement("SELECT FROM external_identities WHERE account = ?")) {
      select.setString(1, account);
      try (var found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  void insert(String issuer, String subject, String account) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO external_identities (issuer, subject, account) VALUES (?, ?, ?)")) {
      insert.setString(1, issuer);
      insert.setString(2, subject);
      insert.setString(3, account);
      insert.executeUpdate();
    }
  }
}
