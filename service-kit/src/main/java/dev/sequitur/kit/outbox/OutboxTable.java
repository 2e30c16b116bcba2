package dev.sequitur.kit.outbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Wire;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The table's statements. A row holds messages to one topic, column by column. */
final class OutboxTable {

  private static final String INSERT =
      "INSERT INTO outbox (topic, keys, bodies, headers) VALUES (?, ?, ?, ?) RETURNING id";

  // By age, never by "id beyond the last seen": a row that commits late would be skipped for ever.
  // Skip locked rows: another replica is saying them.
  private static final String SELECT =
      "SELECT id, topic, keys, bodies, headers FROM outbox "
          + "WHERE created_at < now() - interval '5 seconds' ORDER BY id LIMIT ? "
          + "FOR UPDATE SKIP LOCKED";

  private static final String SHRINK =
      "UPDATE outbox SET keys = ?, bodies = ?, headers = ? WHERE id = ?";

  private static final String DELETE = "DELETE FROM outbox WHERE id = ANY (?)";

  private static final ObjectReader HEADERS =
      Wire.json().readerFor(new TypeReference<Map<String, String>>() {});

  private OutboxTable() {}

  /** Stores messages to one topic; gives the row's id. */
  static long insert(Connection connection, List<Message> messages) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      insert.setString(1, messages.getFirst().topic());
      bind(insert, 2, messages);
      try (var id = insert.executeQuery()) {
        id.next();
        return id.getLong(1);
      }
    }
  }

  /** Locks what has waited longer than a relay takes, the oldest rows first. */
  static List<Outbox.Stored> lockLeft(Connection connection, int atMost) throws SQLException {
    try (var select = connection.prepareStatement(SELECT)) {
      select.setInt(1, atMost);
      var left = new ArrayList<Outbox.Stored>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          left.add(new Outbox.Stored(rows.getLong(1), messages(rows)));
        }
      }
      return left;
    }
  }

  /** Keeps only these messages of a row. */
  static void shrink(Connection connection, long id, List<Message> messages) throws SQLException {
    try (var update = connection.prepareStatement(SHRINK)) {
      bind(update, 1, messages);
      update.setLong(4, id);
      update.executeUpdate();
    }
  }

  static void delete(Connection connection, Collection<Long> ids) throws SQLException {
    try (var delete = connection.prepareStatement(DELETE)) {
      delete.setArray(1, connection.createArrayOf("bigint", ids.toArray()));
      delete.executeUpdate();
    }
  }

  /** Arrays of the exact type: the driver sends those in binary, without escaping their values. */
  private static void bind(PreparedStatement statement, int first, List<Message> messages)
      throws SQLException {
    var connection = statement.getConnection();
    statement.setArray(first, connection.createArrayOf("text", texts(messages, Message::key)));
    statement.setArray(
        first + 1,
        connection.createArrayOf(
            "bytea", messages.stream().map(Message::value).toArray(byte[][]::new)));
    statement.setArray(
        first + 2, connection.createArrayOf("text", texts(messages, OutboxTable::headers)));
  }

  private static String[] texts(List<Message> messages, Function<Message, String> text) {
    return messages.stream().map(text).toArray(String[]::new);
  }

  private static List<Message> messages(ResultSet row) throws SQLException {
    var topic = row.getString(2);
    var keys = (String[]) row.getArray(3).getArray();
    var bodies = (byte[][]) row.getArray(4).getArray();
    var headers = (String[]) row.getArray(5).getArray();
    var messages = new ArrayList<Message>(keys.length);
    for (int i = 0; i < keys.length; i++) {
      messages.add(new Message(topic, keys[i], bodies[i], headers(headers[i])));
    }
    return messages;
  }

  private static String headers(Message message) {
    return new String(Wire.write(message.headers()), StandardCharsets.UTF_8);
  }

  private static Map<String, String> headers(String json) {
    try {
      return HEADERS.readValue(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
