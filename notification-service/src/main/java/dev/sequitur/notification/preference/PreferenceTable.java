package dev.sequitur.notification.preference;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.notification.domain.Preferences;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What each person has said it wants. */
@ApplicationScoped
public class PreferenceTable {

  private static final String FIND =
      "SELECT document FROM preferences WHERE workspace = ? AND principal = ?";
  private static final String STORE =
      """
      INSERT INTO preferences (workspace, principal, document, updated_at) VALUES (?, ?, ?::json, now())
      ON CONFLICT (workspace, principal) DO UPDATE SET document = excluded.document, updated_at = now()
      """;
  private static final String OF_ALL =
      """
      SELECT p.workspace, p.principal, p.document
      FROM preferences p JOIN unnest(?::text[], ?::text[]) AS wanted(workspace, principal)
          USING (workspace, principal)
      """;

  /** A person in a workspace. */
  public record Person(String workspace, String principal) {}

  private final ApiDatabase database;
  private final InstantSource clock;

  PreferenceTable(ApiDatabase database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  /** The document as it was stored; empty if there is none. */
  Map<String, @Nullable Object> find(Person person) {
    return database
        .in(person.workspace(), transaction -> find(transaction, FIND, person))
        .orElse(Map.of());
  }

  /** Stores a document, with its audit entry; one that says the same changes nothing. */
  void store(Person person, Map<String, @Nullable Object> document) {
    database.run(
        person.workspace(),
        transaction -> {
          var before = find(transaction, FIND + " FOR UPDATE", person).orElse(null);
          if (!document.equals(before)) {
            store(transaction, person, document);
            transaction.say(entry(person, before, document));
          }
        });
  }

  private static void store(
      Transaction transaction, Person person, Map<String, @Nullable Object> document)
      throws SQLException {
    try (var insert = transaction.connection().prepareStatement(STORE)) {
      insert.setString(1, person.workspace());
      insert.setString(2, person.principal());
      insert.setString(3, Wire.json().writeValueAsString(document));
      insert.executeUpdate();
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON", e);
    }
  }

  private Message entry(
      Person person,
      @Nullable Map<String, @Nullable Object> before,
      Map<String, @Nullable Object> after) {
    return new AuditRecorded(
            UUID.randomUUID(),
            person.workspace(),
            clock.instant(),
            person.principal(),
            "notification-preferences:write",
            "NotificationPreferences/" + person.principal(),
            before,
            after)
        .message("notification-service");
  }

  private static Optional<Map<String, @Nullable Object>> find(
      Transaction transaction, String statement, Person person) throws SQLException {
    try (var select = transaction.connection().prepareStatement(statement)) {
      select.setString(1, person.workspace());
      select.setString(2, person.principal());
      try (var found = select.executeQuery()) {
        return found.next() ? Optional.of(document(found.getString(1))) : Optional.empty();
      }
    }
  }

  /** The preferences of those who have said any. */
  public static Map<Person, Preferences> of(Connection connection, Collection<Person> people)
      throws SQLException {
    var known = new HashMap<Person, Preferences>();
    if (people.isEmpty()) {
      return known;
    }
    try (var select = connection.prepareStatement(OF_ALL)) {
      var workspaces = people.stream().map(Person::workspace).toArray();
      select.setArray(1, connection.createArrayOf("text", workspaces));
      var principals = people.stream().map(Person::principal).toArray();
      select.setArray(2, connection.createArrayOf("text", principals));
      try (var found = select.executeQuery()) {
        while (found.next()) {
          known.put(
              new Person(found.getString(1), found.getString(2)),
              PreferenceReader.read(document(found.getString(3))).preferences());
        }
      }
    }
    return known;
  }

  @SuppressWarnings("unchecked")
  private static Map<String, @Nullable Object> document(String json) {
    try {
      return Wire.json().readValue(json, LinkedHashMap.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("preferences that cannot be read", e);
    }
  }
}
