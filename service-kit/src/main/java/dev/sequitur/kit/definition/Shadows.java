package dev.sequitur.kit.definition;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where a kind keeps which version decides without effects, at most one of each definition. Asked
 * within the transaction of the change.
 */
public interface Shadows {

  /** Of kinds without shadows. */
  Shadows NONE =
      new Shadows() {
        @Override
        public Optional<Shadow> find(Connection connection, UUID uid) {
          return Optional.empty();
        }

        @Override
        public void begin(Connection connection, Trial trial) {
          throw new UnsupportedOperationException("a kind without shadows");
        }

        @Override
        public void end(Connection connection, UUID uid) {}

        @Override
        public Map<UUID, Shown> of(Connection connection, String workspace) {
          return Map.of();
        }
      };

  /**
   * A version that decides without effects.
   *
   * @param begun the change with which it became one
   */
  record Shadow(int version, long begun) {}

  /** A shadow that begins, of a definition of a workspace. */
  record Trial(String workspace, UUID uid, Shadow shadow, String principal) {}

  /**
   * A shadow as it is shown.
   *
   * @param begunAt when it was asked for; it decides from the definition's next instant on
   */
  record Shown(int version, Instant begunAt, String begunBy) {}

  Optional<Shadow> find(Connection connection, UUID uid) throws SQLException;

  /** In the place of the one before, if there is one. */
  void begin(Connection connection, Trial trial) throws SQLException;

  void end(Connection connection, UUID uid) throws SQLException;

  /** All of a workspace, by the definition's uid. */
  Map<UUID, Shown> of(Connection connection, String workspace) throws SQLException;
}
