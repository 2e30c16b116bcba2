package dev.sequitur.notification.inbox;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The inbox as its readers see it. Row-level security shows one workspace's rows. */
@ApplicationScoped
class InboxTable {

  /** Beyond this many nobody counts on. */
  static final int COUNTED_AT_MOST = 1_000;

  // One walk down the index per recipient: together they cost a few pages of rows, however many
  // notifications others in the workspace have.
  private static final String PAGE =
      """
      SELECT found.* FROM unnest(?::text[]) AS audience(recipient) CROSS JOIN LATERAL (
          SELECT n.*, r.read_at FROM notifications n
          LEFT JOIN readings r ON r.notification_id = n.id AND r.principal = ?
          WHERE n.workspace = ? AND n.recipient = audience.recipient AND (n.created_at, n.id) < (?, ?)
              AND (r.read_at IS NULL OR NOT ?)
          ORDER BY n.created_at DESC, n.id DESC LIMIT ?) AS found
      ORDER BY found.created_at DESC, found.id DESC LIMIT ?
      """;

  private static final String COUNT =
      """
      SELECT count(*) FROM (
          SELECT 1 FROM notifications n WHERE n.workspace = ? AND n.recipient = ANY (?)
              AND NOT EXISTS (SELECT FROM readings r WHERE r.notification_id = n.id AND r.principal = ?)
          LIMIT ?) AS unread
      """;

  private static final String FIND =
      "SELECT FROM notifications WHERE workspace = ? AND id = ? AND recipient = ANY (?) FOR KEY SHARE";
  private static final String READ =
      "INSERT INTO readings (notification_id, principal, workspace) VALUES (?, ?, ?) "
          + "ON CONFLICT DO NOTHING";
  private static final String UNREAD =
      "DELETE FROM readings WHERE notification_id = ? AND principal = ? AND workspace = ?";

  private final ApiDatabase database;

  InboxTable(ApiDatabase database) {
    this.database = database;
  }

  /** Newest first, one more than the page holds if there are more. */
  List<InboxItem> page(Reader reader, PageQuery query) {
    return database.in(
        reader.workspace(),
        transaction -> {
          try (var select = transaction.connection().prepareStatement(PAGE)) {
            select.setArray(1, audience(transaction.connection(), reader));
            select.setString(2, reader.principal());
            select.setString(3, reader.workspace());
            select.setObject(4, query.after().createdAt().atOffset(ZoneOffset.UTC));
            select.setObject(5, query.after().id());
            select.setBoolean(6, query.unreadOnly());
            select.setInt(7, query.limit() + 1);
            select.setInt(8, query.limit() + 1);
            return items(select);
          }
        });
  }

  /** How many are unread, counted up to {@link #COUNTED_AT_MOST} + 1. */
  int unread(Reader reader) {
    return database.in(
        reader.workspace(),
        transaction -> {
          try (var count = transaction.connection().prepareStatement(COUNT)) {
            count.setString(1, reader.workspace());
            count.setArray(2, audience(transaction.connection(), reader));
            count.setString(3, reader.principal());
            count.setInt(4, COUNTED_AT_MOST + 1);
            try (var found = count.executeQuery()) {
              found.next();
              return found.getInt(1);
            }
          }
        });
  }

  /** Marks as read or unread, again if need be; false if there is no such notification. */
  boolean mark(Reader reader, UUID id, boolean read) {
    return database.in(
        reader.workspace(),
        transaction -> {
          var connection = transaction.connection();
          if (!exists(connection, reader, id)) {
            return false;
          }
          try (var change = connection.prepareStatement(read ? READ : UNREAD)) {
            change.setObject(1, id);
            change.setString(2, reader.principal());
            change.setString(3, reader.workspace());
            change.executeUpdate();
            return true;
          }
        });
  }

  private static boolean exists(Connection connection, Reader reader, UUID id) throws SQLException {
    try (var select = connection.prepareStatement(FIND)) {
      select.setString(1, reader.workspace());
      select.setObject(2, id);
      select.setArray(3, audience(connection, reader));
      try (var found = select.executeQuery()) {
        return found.next();
      }
    }
  }

  private static java.sql.Array audience(Connection connection, Reader reader) throws SQLException {
    return connection.createArrayOf("text", reader.audience().toArray());
  }

  private static List<InboxItem> items(PreparedStatement select) throws SQLException {
    var items = new ArrayList<InboxItem>();
    try (var found = select.executeQuery()) {
      while (found.next()) {
        items.add(item(found));
      }
    }
    return items;
  }

  private static InboxItem item(ResultSet row) throws SQLException {
    var readAt = row.getObject("read_at", OffsetDateTime.class);
    return new InboxItem(
        row.getObject("id", UUID.class),
        row.getString("recipient"),
        row.getString("subscription"),
        row.getString("severity"),
        row.getString("outcome"),
        row.getString("title"),
        row.getString("code"),
        row.getString("rule"),
        row.getObject("run_id", UUID.class),
        row.getObject("command_id", UUID.class),
        row.getInt("generation"),
        row.getObject("event_id", UUID.class),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        readAt == null ? null : readAt.toInstant());
  }
}
