package dev.sequitur.kit.definition;

import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.database.DatabaseException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The other definitions of a workspace that the same service owns, seen from within a transaction.
 */
public final class Neighbours {

  private final Connection connection;
  private final String workspace;

  Neighbours(Connection connection, String workspace) {
    this.connection = connection;
    this.workspace = workspace;
  }

  /**
   * A definition with its draft and what of it is published.
   *
   * @param published the latest version; null if there is none
   */
  public record Neighbour(Definition definition, @Nullable Manifest published) {}

  /** Whose definitions they are. */
  public String workspace() {
    return workspace;
  }

  /**
   * The version of a definition that is in force, or will be in a moment. It stays so until this
   * transaction ends: whoever archives it waits.
   */
  public Optional<Manifest> active(String kind, String name) {
    try {
      var table = new DefinitionTable(connection, workspace, kind);
      var found = table.share(name).filter(one -> one.state() == State.ACTIVE);
      return found.isEmpty()
          ? Optional.empty()
          : table
              .version(found.get().uid(), found.get().version())
              .map(DefinitionVersion::manifest);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Those of a kind, but the archived, that hold a word in their draft or latest version. */
  public List<Neighbour> mentioning(String kind, String word) {
    try {
      return new DefinitionTable(connection, workspace, kind).mentioning(word);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Those of a kind whose shadow holds a word.
   *
   * @return each with its shadow in the place of the version that acts
   */
  public List<Neighbour> shadowsMentioning(String kind, Shadows shadows, String word) {
    try {
      var all = shadows.of(connection, workspace);
      return all.isEmpty()
          ? List.of()
          : new DefinitionTable(connection, workspace, kind).shadowsMentioning(all, word);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
