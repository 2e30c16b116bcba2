package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Invitations of one workspace within one transaction. The database's clock decides. */
final class InvitationTable {

  private static final String COLUMNS =
      "id, role, note, created_by, created_at, expires_at, accepted_by, accepted_at, "
          + "CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN accepted_at IS NOT NULL THEN 'accepted' "
          + "WHEN expires_at <= now() THEN 'expired' ELSE 'open' END";
  private static final String OPEN =
      " WHERE id = ? AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()";

  /**
   * An invitation.
   *
   * @param state {@code open}, {@code accepted}, {@code revoked} or {@code expired}
   */
  record Row(
      String id,
      Role role,
      @Nullable String note,
      String createdBy,
      Instant createdAt,
      Instant expiresAt,
      @Nullable String acceptedBy,
      @Nullable Instant acceptedAt,
      String state) {}

  /** What somebody wants. */
  record Wanted(Role role, @Nullable String note, Duration lifetime) {}

  private final Connection connection;

  InvitationTable(Connection connection) {
    this.connection = connection;
  }

  Row insert(InvitationText text, Wanted wanted, String createdBy) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO invitations (id, workspace, hash, role, note, created_by, expires_at) "
                + "VALUES (?, ?, ?, ?, ?, ?, now() + make_interval(secs => ?)) RETURNING "
                + COLUMNS)) {
      insert.setString(1, text.id());
      insert.setString(2, text.workspace());
      insert.setBytes(3, text.hash());
      insert.setString(4, wanted.role().text());
      insert.setString(5, wanted.note());
      insert.setString(6, createdBy);
      insert.setLong(7, wanted.lifetime().toSeconds());
      return rows(insert).getFirst();
    }
  }

  /** By id. */
  List<Row> list(@Nullable String after, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT " + COLUMNS + " FROM invitations WHERE id > ? ORDER BY id LIMIT ?")) {
      select.setString(1, Objects.requireNonNullElse(after, ""));
      select.setInt(2, limit);
      return rows(select);
    }
  }

  /** Whether the token belongs to an invitation that can be accepted now. */
  boolean isOpen(InvitationText text) throws SQLException {
    try (var select =
        connection.prepareStatement("SELECT FROM invitations" + OPEN + " AND hash = ?")) {
      select.setString(1, text.id());
      select.setBytes(2, text.hash());
      try (var found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  /** Empty if it is not open, or the secret is another: of two who come at once one has it. */
  Optional<Row> accept(InvitationText text, String account) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE invitations SET accepted_by = ?, accepted_at = now()"
                + OPEN
                + " AND hash = ? RETURNING "
                + COLUMNS)) {
      update.setString(1, account);
      update.setString(2, text.id());
      update.setBytes(3, text.hash());
      return rows(update).stream().findFirst();
    }
  }

  /** Empty if it is not open. */
  Optional<Row> revoke(String id) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE invitations SET revoked_at = now()" + OPEN + " RETURNING " + COLUMNS)) {
      update.setString(1, id);
      return rows(update).stream().findFirst();
    }
  }

  private static List<Row> rows(PreparedStatement statement) throws SQLException {
    try (var found = statement.executeQuery()) {
      var rows = new ArrayList<Row>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    }
  }

  private static Row row(ResultSet found) throws SQLException {
    var accepted = found.getObject(8, OffsetDateTime.class);
    return new Row(
        found.getString(1),
        Objects.requireNonNull(Role.named(found.getString(2))),
        found.getString(3),
        found.getString(4),
        found.getObject(5, OffsetDateTime.class).toInstant(),
        found.getObject(6, OffsetDateTime.class).toInstant(),
        found.getString(7),
        accepted == null ? null : accepted.toInstant(),
        found.getString(9));
  }
}
