package dev.sequitur.gateway.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Accounts and used links within one transaction. */
final class AccountTable {

  /** An account; without a hash no password fits. */
  record Row(String name, Optional<String> passwordHash) {}

  private final Connection connection;

  AccountTable(Connection connection) {
    this.connection = connection;
  }

  /** The account, unless it is disabled: then it is as if it were not there. */
  Optional<Row> find(String name) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT password_hash FROM accounts WHERE name = ? AND disabled_at IS NULL")) {
      select.setString(1, name);
      try (var found = select.executeQuery()) {
        return found.next()
            ? Optional.of(new Row(name, Optional.ofNullable(found.getString(1))))
            : Optional.empty();
      }
    }
  }

  /** False if there is one of that name. */
  boolean insert(String name, @Nullable String passwordHash) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO accounts (name, password_hash) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, name);
      insert.setString(2, passwordHash);
      return insert.executeUpdate() == 1;
    }
  }

  void setPassword(String name, String passwordHash) throws SQLException {
    try (var update =
        connection.prepareStatement("UPDATE accounts SET password_hash = ? WHERE name = ?")) {
      update.setString(1, passwordHash);
      update.setString(2, name);
      update.executeUpdate();
    }
  }

  /** Remembers a link; false if it was used before, by whomever and wherever. */
  boolean useLink(String id, Instant expiresAt) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO used_links (jti, expires_at) VALUES (?, ?) ON CONFLICT DO NOTHING")) {
      insert.setString(1, id);
      insert.setObject(2, expiresAt.atOffset(ZoneOffset.UTC));
      return insert.executeUpdate() == 1;
    }
  }
}
