package dev.sequitur.rule.explain;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.definition.Manifest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Rules that somebody wrote and nobody published. */
@ApplicationScoped
class Drafts {

  static final int MOST = 200;

  private static final String NEVER_PUBLISHED =
      """
      SELECT uid, draft FROM definitions
      WHERE workspace = ? AND kind = 'Rule' AND state IS NULL ORDER BY name LIMIT ?
      """;

  private final ApiDatabase database;

  Drafts(ApiDatabase database) {
    this.database = database;
  }

  /** The first of them by name, as if they were published as version 0. */
  List<DefinitionPublished> neverPublished(String workspace) {
    return database.<List<DefinitionPublished>>in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(NEVER_PUBLISHED)) {
            select.setString(1, workspace);
            select.setInt(2, MOST);
            var drafts = new ArrayList<DefinitionPublished>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                drafts.add(draft(workspace, rows));
              }
            }
            return drafts;
          }
        });
  }

  private static DefinitionPublished draft(String workspace, ResultSet row) throws SQLException {
    var manifest =
        Wire.read(row.getString("draft").getBytes(StandardCharsets.UTF_8), Manifest.class);
    return of(workspace, row.getObject("uid", UUID.class), manifest);
  }

  /** A manifest as it would be heard, were it in force from the beginning on. */
  static DefinitionPublished of(String workspace, UUID uid, Manifest manifest) {
    return new DefinitionPublished(
        workspace,
        manifest.kind(),
        uid,
        manifest.name(),
        0,
        0,
        State.ACTIVE,
        Instant.EPOCH,
        manifest.metadata().labels(),
        manifest.spec());
  }
}
