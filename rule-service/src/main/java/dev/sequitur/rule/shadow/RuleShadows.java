package dev.sequitur.rule.shadow;

import dev.sequitur.kit.definition.Shadows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The table {@code rule_shadows}. */
public final class RuleShadows implements Shadows {

  private static final String FIND = "SELECT version, begun FROM rule_shadows WHERE uid = ?";
  private static final String BEGIN =
      """
      INSERT INTO rule_shadows (uid, workspace, version, begun, begun_at, begun_by)
      VALUES (?, ?, ?, ?, clock_timestamp(), ?)
      ON CONFLICT (uid) DO UPDATE SET version = excluded.version, begun = excluded.begun,
        begun_at = excluded.begun_at, begun_by = excluded.begun_by
      """;
  private static final String END = "DELETE FROM rule_shadows WHERE uid = ?";
  private static final String ALL =
      "SELECT uid, version, begun_at, begun_by FROM rule_shadows WHERE workspace = ?";

  @Override
  public Optional<Shadow> find(Connection connection, UUID uid) throws SQLException {
    try (var select = connection.prepareStatement(FIND)) {
      select.setObject(1, uid);
      try (var rows = select.executeQuery()) {
        return rows.next()
            ? Optional.of(new Shadow(rows.getInt(1), rows.getLong(2)))
            : Optional.empty();
      }
    }
  }

  @Override
  public void begin(Connection connection, Trial trial) throws SQLException {
    try (var insert = connection.prepareStatement(BEGIN)) {
      insert.setObject(1, trial.uid());
      insert.setString(2, trial.workspace());
      insert.setInt(3, trial.shadow().version());
      insert.setLong(4, trial.shadow().begun());
      insert.setString(5, trial.principal());
      insert.executeUpdate();
    }
  }

  @Override
  public void end(Connection connection, UUID uid) throws SQLException {
    try (var delete = connection.prepareStatement(END)) {
      delete.setObject(1, uid);
      delete.executeUpdate();
    }
  }

  @Override
  public Map<UUID, Shown> of(Connection connection, String workspace) throws SQLException {
    try (var select = connection.prepareStatement(ALL)) {
      select.setString(1, workspace);
      var all = new HashMap<UUID, Shown>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          all.put(
              rows.getObject(1, UUID.class),
              new Shown(
                  rows.getInt(2),
                  rows.getObject(3, OffsetDateTime.class).toInstant(),
                  rows.getString(4)));
        }
      }
      return all;
    }
  }
}
