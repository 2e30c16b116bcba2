package dev.sequitur.kit.definition;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The tables {@code definitions} and {@code definition_versions} of a service's schema. */
final class DefinitionTable {

  private static final String COLUMNS =
      "uid, revision, state, version, change, effective_from, updated_at, updated_by, draft";

  private static final String VERSION =
      "SELECT version, manifest, published_at, published_by FROM definition_versions";

  private final Connection connection;
  private final String workspace;
  private final String kind;

  DefinitionTable(Connection connection, String workspace, String kind) {
    this.connection = connection;
    this.workspace = workspace;
    this.kind = kind;
  }

  /** Locks the row, so that changes of one definition come one after the other. */
  Optional<Definition> lock(String name) throws SQLException {
    return one(name, " FOR UPDATE");
  }

  Optional<Definition> find(String name) throws SQLException {
    return one(name, "");
  }

  /** Locks the row against changes until the transaction ends, but not against other readers. */
  Optional<Definition> share(String name) throws SQLException {
    return one(name, " FOR SHARE");
  }

  /** In the order of their names. */
  List<Neighbours.Neighbour> mentioning(String word) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT d.*, v.manifest AS published FROM definitions d"
                + " LEFT JOIN definition_versions v ON v.uid = d.uid AND v.version = d.version"
                + " WHERE d.workspace = ? AND d.kind = ? AND d.state IS DISTINCT FROM 'ARCHIVED'"
                + " AND (position(? IN d.draft::text) > 0 OR position(? IN v.manifest::text) > 0)"
                + " ORDER BY d.name")) {
      select.setString(1, workspace);
      select.setString(2, kind);
      select.setString(3, word);
      select.setString(4, word);
      return neighbours(select);
    }
  }

  /** Those whose shadow holds a word, with it in the place of what is published; by their names. */
  List<Neighbours.Neighbour> shadowsMentioning(Map<UUID, Shadows.Shown> shadows, String word)
      throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT d.*, v.manifest AS published FROM definitions d"
                + " JOIN unnest(?::uuid[], ?::int[]) AS s (uid, version) ON s.uid = d.uid"
                + " JOIN definition_versions v ON v.uid = s.uid AND v.version = s.version"
                + " WHERE d.workspace = ? AND d.kind = ? AND d.state IS DISTINCT FROM 'ARCHIVED'"
                + " AND position(? IN v.manifest::text) > 0 ORDER BY d.name")) {
      var entries = List.copyOf(shadows.entrySet());
      select.setArray(
          1, connection.createArrayOf("uuid", entries.stream().map(Map.Entry::getKey).toArray()));
      select.setArray(
          2,
          connection.createArrayOf(
              "int4", entries.stream().map(entry -> entry.getValue().version()).toArray()));
      select.setString(3, workspace);
      select.setString(4, kind);
      select.setString(5, word);
      return neighbours(select);
    }
  }

  private static List<Neighbours.Neighbour> neighbours(PreparedStatement select)
      throws SQLException {
    var all = new ArrayList<Neighbours.Neighbour>();
    try (var found = select.executeQuery()) {
      while (found.next()) {
        var published = found.getString("published");
        all.add(
            new Neighbours.Neighbour(
                definition(found), published == null ? null : manifest(published)));
      }
    }
    return all;
  }

  private Optional<Definition> one(String name, String suffix) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM definitions WHERE workspace = ? AND kind = ? AND name = ?"
                + " AND state IS DISTINCT FROM 'ARCHIVED'"
                + suffix)) {
      key(select, name);
      try (var found = select.executeQuery()) {
        return found.next() ? Optional.of(definition(found)) : Optional.empty();
      }
    }
  }

  List<Definition> list(@Nullable String after, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT "
                + COLUMNS
                + " FROM definitions WHERE workspace = ? AND kind = ? AND name > ?"
                + " AND state IS DISTINCT FROM 'ARCHIVED' ORDER BY name LIMIT ?")) {
      key(select, after == null ? "" : after);
      select.setInt(4, limit);
      var all = new ArrayList<Definition>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          all.add(definition(found));
        }
      }
      return all;
    }
  }

  /** False if another transaction has made one of that name first, and has committed. */
  boolean insert(UUID uid, Manifest draft, String principal) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO definitions (workspace, kind, name, uid, revision, version, change, draft,"
                + " updated_at, updated_by) VALUES (?, ?, ?, ?, 1, 0, 0, ?::json, clock_timestamp(), ?)"
                + " ON CONFLICT (workspace, kind, name) WHERE state IS DISTINCT FROM 'ARCHIVED'"
                + " DO NOTHING")) {
      key(insert, draft.name());
      insert.setObject(4, uid);
      insert.setString(5, json(draft));
      insert.setString(6, principal);
      return insert.executeUpdate() == 1;
    }
  }

  void saveDraft(UUID uid, Manifest draft, String principal) throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE definitions SET draft = ?::json, revision = revision + 1,"
                + " updated_at = clock_timestamp(), updated_by = ? WHERE uid = ?")) {
      update.setString(1, json(draft));
      update.setString(2, principal);
      update.setObject(3, uid);
      update.executeUpdate();
    }
  }

  /**
   * Stores a change of what is in force and gives the instant from which it is, by the database's
   * clock.
   *
   * @param state null if no version ever acted, and none does now
   */
  Instant change(
      UUID uid,
      DefinitionPublished.@Nullable State state,
      int version,
      Duration lead,
      String principal)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE definitions SET state = ?, version = ?, change = change + 1,"
                + " effective_from = clock_timestamp() + make_interval(secs => ?),"
                + " updated_at = clock_timestamp(), updated_by = ? WHERE uid = ?"
                + " RETURNING effective_from")) {
      update.setString(1, state == null ? null : state.name());
      update.setInt(2, version);
      update.setDouble(3, lead.toMillis() / 1000.0);
      update.setString(4, principal);
      update.setObject(5, uid);
      try (var changed = update.executeQuery()) {
        changed.next();
        return instant(changed, 1);
      }
    }
  }

  /**
   * A later instant for the latest change, if it is still {@code change} from {@code voided} on;
   * empty if it is not.
   */
  Optional<Instant> postpone(UUID uid, long change, Instant voided, Duration lead)
      throws SQLException {
    try (var update =
        connection.prepareStatement(
            "UPDATE definitions SET effective_from = clock_timestamp() + make_interval(secs => ?)"
                + " WHERE uid = ? AND change = ? AND effective_from = ?"
                + " RETURNING effective_from")) {
      update.setDouble(1, lead.toMillis() / 1000.0);
      update.setObject(2, uid);
      update.setLong(3, change);
      update.setObject(4, voided.atOffset(ZoneOffset.UTC));
      try (var changed = update.executeQuery()) {
        return changed.next() ? Optional.of(instant(changed, 1)) : Optional.empty();
      }
    }
  }

  void insertVersion(UUID uid, int version, Manifest manifest, String principal)
      throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO definition_versions (workspace, uid, version, manifest, published_at,"
                + " published_by) VALUES (?, ?, ?, ?::json, clock_timestamp(), ?)")) {
      insert.setString(1, workspace);
      insert.setObject(2, uid);
      insert.setInt(3, version);
      insert.setString(4, json(manifest));
      insert.setString(5, principal);
      insert.executeUpdate();
    }
  }

  /** The newest versions first. */
  List<DefinitionVersion> versions(UUID uid, int limit) throws SQLException {
    try (var select =
        connection.prepareStatement(VERSION + " WHERE uid = ? ORDER BY version DESC LIMIT ?")) {
      select.setObject(1, uid);
      select.setInt(2, limit);
      return versions(select);
    }
  }

  Optional<DefinitionVersion> version(UUID uid, int version) throws SQLException {
    try (var select = connection.prepareStatement(VERSION + " WHERE uid = ? AND version = ?")) {
      select.setObject(1, uid);
      select.setInt(2, version);
      return versions(select).stream().findFirst();
    }
  }

  private static List<DefinitionVersion> versions(PreparedStatement select) throws SQLException {
    var all = new ArrayList<DefinitionVersion>();
    try (var found = select.executeQuery()) {
      while (found.next()) {
        all.add(
            new DefinitionVersion(
                found.getInt(1),
                manifest(found.getString(2)),
                instant(found, 3),
                found.getString(4)));
      }
    }
    return all;
  }

  private void key(PreparedStatement statement, String name) throws SQLException {
    statement.setString(1, workspace);
    statement.setString(2, kind);
    statement.setString(3, name);
  }

  private static Definition definition(ResultSet row) throws SQLException {
    var state = row.getString("state");
    var effectiveFrom = row.getObject("effective_from", OffsetDateTime.class);
    return new Definition(
        row.getObject("uid", UUID.class),
        row.getLong("revision"),
        state == null ? null : DefinitionPublished.State.valueOf(state),
        row.getInt("version"),
        row.getLong("change"),
        effectiveFrom == null ? null : effectiveFrom.toInstant(),
        row.getObject("updated_at", OffsetDateTime.class).toInstant(),
        row.getString("updated_by"),
        manifest(row.getString("draft")));
  }

  private static Instant instant(ResultSet row, int column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  private static String json(Manifest manifest) {
    return new String(Wire.write(manifest), StandardCharsets.UTF_8);
  }

  private static Manifest manifest(String json) {
    try {
      return Wire.json().readValue(json, Manifest.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored manifest cannot be read", e);
    }
  }
}
