package dev.sequitur.gateway.audit;

import dev.sequitur.gateway.audit.domain.Facts;
import dev.sequitur.gateway.audit.domain.Link;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The chains' table within one transaction. */
final class AuditTable {

  private static final String COLUMNS =
      "workspace, position, id, at, principal, action, resource, said, previous_hash, hash";
  private static final String SELECT = "SELECT " + COLUMNS + " FROM audit_entries ";

  private final Connection connection;
  private final String workspace;

  AuditTable(Connection connection, String workspace) {
    this.connection = connection;
    this.workspace = workspace;
  }

  /**
   * Waits until nobody else appends to this chain. A consumer that has lost the topic's partition
   * without knowing it yet must not append beside its successor.
   */
  void lock() throws SQLException {
    try (var lock =
        connection.prepareStatement(
            "SELECT pg_advisory_xact_lock(hashtextextended('audit/' || ?, 0))")) {
      lock.setString(1, workspace);
      lock.execute();
    }
  }

  @Nullable Link last() throws SQLException {
    try (var select =
        connection.prepareStatement(
            SELECT + "WHERE workspace = ? ORDER BY position DESC LIMIT 1")) {
      select.setString(1, workspace);
      var found = links(select);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /** Those of the ids that have an entry. */
  Set<UUID> known(Collection<UUID> ids) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT id FROM audit_entries WHERE workspace = ? AND id = ANY (?)")) {
      select.setString(1, workspace);
      select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
      var known = new HashSet<UUID>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(rows.getObject(1, UUID.class));
        }
      }
      return known;
    }
  }

  void append(List<Link> links) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO audit_entries (" + COLUMNS + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      for (var link : links) {
        fill(insert, link);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** The newest first. */
  List<Link> page(AuditFilter filter, long before, int limit) throws SQLException {
    var sql = new StringBuilder(SELECT).append("WHERE workspace = ? AND position < ?");
    var arguments = new ArrayList<>(List.<Object>of(workspace, before));
    filter.addTo(sql, arguments);
    sql.append(" ORDER BY position DESC LIMIT ?");
    arguments.add(limit);
    return select(sql.toString(), arguments);
  }

  /** As they follow each other. */
  List<Link> following(AuditFilter filter, long after, int limit) throws SQLException {
    var sql = new StringBuilder(SELECT).append("WHERE workspace = ? AND position > ?");
    var arguments = new ArrayList<>(List.<Object>of(workspace, after));
    filter.addTo(sql, arguments);
    sql.append(" ORDER BY position LIMIT ?");
    arguments.add(limit);
    return select(sql.toString(), arguments);
  }

  static OffsetDateTime offset(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  private List<Link> select(String sql, List<Object> arguments) throws SQLException {
    try (var select = connection.prepareStatement(sql)) {
      for (var i = 0; i < arguments.size(); i++) {
        select.setObject(i + 1, arguments.get(i));
      }
      return links(select);
    }
  }

  private static void fill(PreparedStatement insert, Link link) throws SQLException {
    var facts = link.facts();
    insert.setString(1, link.workspace());
    insert.setLong(2, link.position());
    insert.setObject(3, facts.id());
    insert.setObject(4, offset(facts.at()));
    insert.setString(5, facts.principal());
    insert.setString(6, facts.action());
    insert.setString(7, facts.resource());
    insert.setBytes(8, link.said());
    insert.setBytes(9, link.previous());
    insert.setBytes(10, link.hash());
  }

  private static List<Link> links(PreparedStatement select) throws SQLException {
    try (var rows = select.executeQuery()) {
      var links = new ArrayList<Link>();
      while (rows.next()) {
        links.add(link(rows));
      }
      return links;
    }
  }

  private static Link link(ResultSet row) throws SQLException {
    var facts =
        new Facts(
            row.getObject("id", UUID.class),
            row.getObject("at", OffsetDateTime.class).toInstant(),
            row.getString("principal"),
            row.getString("action"),
            row.getString("resource"));
    return new Link(
        row.getString("workspace"),
        row.getLong("position"),
        facts,
        row.getBytes("said"),
        row.getBytes("previous_hash"),
        row.getBytes("hash"));
  }
}
