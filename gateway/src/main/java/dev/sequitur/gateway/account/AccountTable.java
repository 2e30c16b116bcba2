package dev.sequitur.gateway.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
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

  /** Waits until nobody else changes who the account is at issuers, or what they give it. */
  void lock(String name) throws SQLException {
    try (var select =
        connection.prepareStatement("SELECT FROM accounts WHERE name = ? FOR UPDATE")) {
      select.setString(1, name);
      select.execute();
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

  /** All accounts, by name. */
  List<AccountsResource.View> list(@Nullable String after, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT name, created_at, disabled_at, password_hash IS NOT NULL, "
                + "EXISTS (SELECT FROM external_identities e WHERE e.account = a.name) "
                + "FROM accounts a WHERE name > ? ORDER BY name LIMIT ?")) {
      select.setString(1, after == null ? "" : after);
      select.setInt(2, limit);
      try (var found = select.executeQuery()) {
        var accounts = new ArrayList<AccountsResource.View>();
        while (found.next()) {
          var disabledAt = found.getObject(3, OffsetDateTime.class);
          accounts.add(
              new AccountsResource.View(
                  found.getString(1),
                  Ways.of(found.getBoolean(4), found.getBoolean(5)),
                  found.getObject(2, OffsetDateTime.class).toInstant(),
                  disabledAt == null ? null : disabledAt.toInstant()));
        }
        return accounts;
      }
    }
  }

  /** From now on nobody is this account; false if there is none. One that was so stays so since. */
  boolean disable(String name) throws SQLException {
    return update(
        "UPDATE accounts SET disabled_at = coalesce(disabled_at, now()) WHERE name = ?", name);
  }

  /** False if there is no such account. */
  boolean enable(String name) throws SQLException {
    return update("UPDATE accounts SET disabled_at = NULL WHERE name = ?", name);
  }

  private boolean update(String sql, String name) throws SQLException {
    try (var update = connection.prepareStatement(sql)) {
      update.setString(1, name);
      return update.executeUpdate() == 1;
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
