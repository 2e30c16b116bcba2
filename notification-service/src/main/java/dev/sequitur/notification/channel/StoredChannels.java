package dev.sequitur.notification.channel;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** The channels of a workspace as they are stored: drafts and suspended ones, too. */
@ApplicationScoped
public class StoredChannels {

  private static final String FIND =
      """
      SELECT name FROM definitions
      WHERE workspace = ? AND kind = ? AND name = ANY (?) AND state IS DISTINCT FROM 'ARCHIVED'
      """;

  private final ApiDatabase database;

  StoredChannels(ApiDatabase database) {
    this.database = database;
  }

  /** Those of these names that there are. */
  public Set<String> among(String workspace, Collection<String> names) {
    return database.in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(FIND)) {
            select.setString(1, workspace);
            select.setString(2, ChannelKind.NAME);
            select.setArray(3, transaction.connection().createArrayOf("text", names.toArray()));
            var known = new HashSet<String>();
            try (var found = select.executeQuery()) {
              while (found.next()) {
                known.add(found.getString(1));
              }
            }
            return known;
          }
        });
  }
}
