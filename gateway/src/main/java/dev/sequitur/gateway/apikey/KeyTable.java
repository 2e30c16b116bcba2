package dev.sequitur.gateway.apikey;

import dev.sequitur.contracts.ApiKeyStored;
import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The table of API keys within one transaction. */
final class KeyTable {

  private static final String COLUMNS =
      "id, workspace, name, hash, role, permissions, expires_at, revoked_at IS NOT NULL AS revoked, "
          + "created_by, created_at";

  /**
   * A row.
   *
   * @param createdBy principal
   */
  record Row(ApiKeyStored key, String createdBy, Instant createdAt) {}

  private final Connection connection;

  KeyTable(Connection connection) {
    this.connection = connection;
  }

  /** False if a key of that name is in use in the workspace. */
  boolean insert(ApiKeyStored key, String createdBy) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO api_keys "
                + "(id, workspace, name, hash, role, expires_at, created_by, permissions) "
                + "VALUES (?, ?, ?, ?, ?, ?, ?, ?) "
                + "ON CONFLICT (workspace, name) WHERE revoked_at IS NULL DO NOTHING")) {
      insert.setString(1, key.id());
      insert.setString(2, key.workspace());
      insert.setString(3, key.name());
      insert.setString(4, key.hash());
      insert.setString(5, key.role());
      insert.setObject(6, offset(key.expiresAt()));
      insert.setString(7, createdBy);
      var permissions = key.permissions();
      insert.setArray(
          8, permissions == null ? null : connection.createArrayOf("text", permissions.toArray()));
      return insert.executeUpdate() == 1;
    }
  }

  /** Marks a key as revoked, once and for all. */
  Optional<ApiKeyStored> revoke(String id) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE api_keys SET revoked_at = coalesce(revoked_at, now()) WHERE id = ? RETURNING "
                + COLUMNS)) {
      update.setString(1, id);
      try (var found = update.executeQuery()) {
        return found.next() ? Optional.of(row(found).key()) : Optional.empty();
      }
    }
  }

  /** Marks all keys that an account has made as revoked; those that were are left out. */
  List<ApiKeyStored> revokeAllOf(String account) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE api_keys SET revoked_at = now() WHERE created_by = ? AND revoked_at IS NULL "
                + "RETURNING "
                + COLUMNS)) {
      update.setString(1, account);
      return rows(update.executeQuery()).stream().map(Row::key).toList();
    }
  }

  /** Keys that are in use or expired, by id; revoked ones are left out. */
  List<Row> list(@Nullable String after, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM api_keys WHERE revoked_at IS NULL AND id > ? ORDER BY id LIMIT ?")) {
      select.setString(1, after == null ? "" : after);
      select.setInt(2, limit);
      return rows(select.executeQuery());
    }
  }

  /** Every key of every workspace that the role of this connection can see. */
  List<Row> all() throws SQLException {
    try (var select = connection.prepareStatement("SELECT " + COLUMNS + " FROM api_keys")) {
      return rows(select.executeQuery());
    }
  }

  private static List<Row> rows(ResultSet found) throws SQLException {
    try (found) {
      var rows = new ArrayList<Row>();
      while (found.next()) {
        rows.add(row(found));
      }
      return rows;
    }
  }

  private static Row row(ResultSet found) throws SQLException {
    var key =
        new ApiKeyStored(
            found.getString("id"),
            found.getString("workspace"),
            found.getString("name"),
            found.getString("hash"),
            found.getString("role"),
            instant(found.getObject("expires_at", OffsetDateTime.class)),
            found.getBoolean("revoked"),
            permissions(found.getArray("permissions")));
    var createdAt = found.getObject("created_at", OffsetDateTime.class).toInstant();
    return new Row(key, found.getString("created_by"), createdAt);
  }

  private static @Nullable SortedSet<String> permissions(@Nullable Array stored)
      throws SQLException {
    return stored == null ? null : new TreeSet<>(List.of((String[]) stored.getArray()));
  }

  private static @Nullable OffsetDateTime offset(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
    return time == null ? null : time.toInstant();
  }
}
