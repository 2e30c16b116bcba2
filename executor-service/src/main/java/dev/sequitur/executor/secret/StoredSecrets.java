package dev.sequitur.executor.secret;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.SecretStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The owner of secrets: stores ciphertexts, and tells every service by the compacted topic. */
@ApplicationScoped
class StoredSecrets {

  private static final String NEXT_VERSION =
      """
      INSERT INTO secrets AS s (workspace, name, version, updated_by) VALUES (?, ?, 1, ?)
      ON CONFLICT (workspace, name) DO UPDATE
      SET version = s.version + 1, ciphertext = NULL, updated_by = excluded.updated_by, updated_at = now()
      RETURNING version
      """;

  private static final String CURRENT =
      """
      SELECT version FROM secrets
      WHERE workspace = ? AND name = ? AND ciphertext IS NOT NULL FOR UPDATE
      """;

  private static final String SEAL =
      "UPDATE secrets SET ciphertext = ? WHERE workspace = ? AND name = ?";

  private static final String DELETE =
      """
      UPDATE secrets SET version = version + 1, ciphertext = NULL, updated_by = ?, updated_at = now()
      WHERE workspace = ? AND name = ? AND ciphertext IS NOT NULL RETURNING version
      """;

  // The topic keeps the last record of a key: a version that still waits to be said must not come
  // behind its successor.
  private static final String WITHDRAW =
      "DELETE FROM outbox WHERE topic = ? AND keys = ARRAY[?::text]";

  private static final String LIST =
      """
      SELECT name, version, updated_at FROM secrets
      WHERE workspace = ? AND ciphertext IS NOT NULL AND name > ? ORDER BY name LIMIT ?
      """;

  private final ApiDatabase database;
  private final Secrets secrets;
  private final InstantSource clock;

  StoredSecrets(ApiDatabase database, Secrets secrets, InstantSource clock) {
    this.database = database;
    this.secrets = secrets;
    this.clock = clock;
  }

  /** What may be known of a secret. */
  record Entry(String name, int version, Instant updatedAt) {}

  /** Stores a value; it can be used here at once, elsewhere within a second. */
  void put(String workspace, String name, byte[] value, String principal) {
    var stored =
        database.in(
            workspace,
            tx -> {
              var before = current(tx.connection(), workspace, name);
              var version = nextVersion(tx.connection(), workspace, name, principal);
              var sealed = secrets.cipher().seal(value, workspace, name, version);
              seal(tx.connection(), workspace, name, sealed);
              var text = Base64.getEncoder().encodeToString(sealed);
              return say(tx, new SecretStored(workspace, name, version, text), before, principal);
            });
    secrets.put(stored);
  }

  /** Deletes a secret; false if there is none. */
  boolean delete(String workspace, String name, String principal) {
    var deleted =
        database.in(
            workspace,
            tx -> {
              try (var delete = tx.connection().prepareStatement(DELETE)) {
                delete.setString(1, principal);
                delete.setString(2, workspace);
                delete.setString(3, name);
                try (var rows = delete.executeQuery()) {
                  if (!rows.next()) {
                    return Optional.<SecretStored>empty();
                  }
                  var gone = new SecretStored(workspace, name, rows.getInt(1), null);
                  return Optional.of(say(tx, gone, gone.version() - 1, principal));
                }
              }
            });
    deleted.ifPresent(secrets::put);
    return deleted.isPresent();
  }

  List<Entry> list(String workspace, String after, int limit) {
    return database.in(
        workspace,
        tx -> {
          try (var select = tx.connection().prepareStatement(LIST)) {
            select.setString(1, workspace);
            select.setString(2, after);
            select.setInt(3, limit);
            var entries = new ArrayList<Entry>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                var at = rows.getObject(3, OffsetDateTime.class).toInstant();
                entries.add(new Entry(rows.getString(1), rows.getInt(2), at));
              }
            }
            return entries;
          }
        });
  }

  /** The version that can be used now; null if there is no such secret. */
  private static @Nullable Integer current(Connection connection, String workspace, String name)
      throws SQLException {
    try (var select = connection.prepareStatement(CURRENT)) {
      select.setString(1, workspace);
      select.setString(2, name);
      try (var rows = select.executeQuery()) {
        return rows.next() ? rows.getInt(1) : null;
      }
    }
  }

  private static int nextVersion(
      Connection connection, String workspace, String name, String principal) throws SQLException {
    try (var upsert = connection.prepareStatement(NEXT_VERSION)) {
      upsert.setString(1, workspace);
      upsert.setString(2, name);
      upsert.setString(3, principal);
      try (var rows = upsert.executeQuery()) {
        rows.next();
        return rows.getInt(1);
      }
    }
  }

  private static void seal(Connection connection, String workspace, String name, byte[] sealed)
      throws SQLException {
    try (var update = connection.prepareStatement(SEAL)) {
      update.setBytes(1, sealed);
      update.setString(2, workspace);
      update.setString(3, name);
      update.executeUpdate();
    }
  }

  private SecretStored say(
      Transaction tx, SecretStored secret, @Nullable Integer before, String principal)
      throws SQLException {
    try (var withdraw = tx.connection().prepareStatement(WITHDRAW)) {
      withdraw.setString(1, Topics.SECRETS.name());
      withdraw.setString(2, secret.workspace() + "/" + secret.name());
      withdraw.executeUpdate();
    }
    tx.say(secret.message());
    var action = secret.ciphertext() == null ? "secret:delete" : "secret:write";
    var entry =
        new AuditRecorded(
            UUID.randomUUID(),
            secret.workspace(),
            clock.instant(),
            principal,
            action,
            "secrets/" + secret.name(),
            before == null ? null : Map.of("version", before),
            secret.ciphertext() == null ? null : Map.of("version", secret.version()));
    tx.say(entry.message("executor-service"));
    return secret;
  }
}
