package dev.sequitur.gateway.account;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is who at issuers, within one transaction. */
final class IdentityTable {

  private static final String COLUMNS =
      "SELECT account, issuer, subject, linked, created_at FROM external_identities ";

  /**
   * An identity and whose it is.
   *
   * @param linked by its owner; else the account was made for it
   */
  record Row(String account, String issuer, String subject, boolean linked, Instant createdAt) {

    LinkedIdentity shown(@Nullable String name) {
      return new LinkedIdentity(name, issuer, subject, linked, createdAt);
    }
  }

  private final Connection connection;

  IdentityTable(Connection connection) {
    this.connection = connection;
  }

  /** Waits until nobody else makes an account for the same person, or links them. */
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

  /** Whether the account was made for somebody at an issuer. */
  boolean hasMade(String account) throws SQLException {
    return list(account).stream().anyMatch(row -> !row.linked());
  }

  /** An account's identities, by issuer. */
  List<Row> list(String account) throws SQLException {
    try (var select = connection.prepareStatement(COLUMNS + "WHERE account = ? ORDER BY issuer")) {
      select.setString(1, account);
      try (var found = select.executeQuery()) {
        var rows = new ArrayList<Row>();
        while (found.next()) {
          rows.add(row(found));
        }
        return rows;
      }
    }
  }

  /** The one at an issuer: there is one at most. */
  Optional<Row> find(String account, String issuer) throws SQLException {
    return list(account).stream().filter(row -> row.issuer().equals(issuer)).findFirst();
  }

  void insert(ExternalPerson person, String account, boolean linked) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO external_identities (issuer, subject, account, linked) "
                + "VALUES (?, ?, ?, ?)")) {
      insert.setString(1, person.issuer());
      insert.setString(2, person.subject());
      insert.setString(3, account);
      insert.setBoolean(4, linked);
      insert.executeUpdate();
    }
  }

  void delete(Row row) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM external_identities WHERE issuer = ? AND subject = ?")) {
      delete.setString(1, row.issuer());
      delete.setString(2, row.subject());
      delete.executeUpdate();
    }
  }

  private static Row row(ResultSet found) throws SQLException {
    return new Row(
        found.getString(1),
        found.getString(2),
        found.getString(3),
        found.getBoolean(4),
        found.getObject(5, OffsetDateTime.class).toInstant());
  }
}
