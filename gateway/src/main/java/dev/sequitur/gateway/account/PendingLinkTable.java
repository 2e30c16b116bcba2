package dev.sequitur.gateway.account;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Optional;

/** Links that sessions have asked for, and whose owners are at the issuer now. */
final class PendingLinkTable {

  private final Connection connection;

  PendingLinkTable(Connection connection) {
    this.connection = connection;
  }

  /** The session's one for that issuer: what it asked for before is void. */
  void put(String session, IdentityLinks.Pending pending) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO pending_links (session, issuer, state, expires_at) VALUES (?, ?, ?, ?) "
                + "ON CONFLICT (session, issuer) DO UPDATE "
                + "SET state = excluded.state, expires_at = excluded.expires_at")) {
      insert.setBytes(1, Base64.getUrlDecoder().decode(session));
      insert.setString(2, pending.issuer());
      insert.setString(3, pending.state());
      insert.setObject(4, pending.ends().atOffset(ZoneOffset.UTC));
      insert.executeUpdate();
    }
  }

  /** Whose session has asked for it; empty if none has, or not any more. It is good once. */
  Optional<String> take(String state, String issuer) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM pending_links p USING sessions s JOIN accounts a ON a.name = s.account "
                + "WHERE s.token_hash = p.session AND p.state = ? AND p.issuer = ? "
                + "AND p.expires_at > now() AND s.expires_at > now() "
                + "AND a.disabled_at IS NULL RETURNING s.account")) {
      delete.setString(1, state);
      delete.setString(2, issuer);
      try (var found = delete.executeQuery()) {
        return found.next() ? Optional.of(found.getString(1)) : Optional.empty();
      }
    }
  }
}
