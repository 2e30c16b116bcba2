package dev.sequitur.executor.connection;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Books;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The connections in force. */
@ApplicationScoped
public class Connections {

  private static final Logger LOG = Logger.getLogger(Connections.class);

  private record Place(String workspace, String name) {}

  private final InstantSource clock;
  private final Books<Map<Place, Connection>> books = new Books<>(Connections::bind);

  Connections(InstantSource clock) {
    this.clock = clock;
  }

  /** Takes note of a change. */
  public void heard(DefinitionPublished change) {
    books.heard(change);
  }

  /** The connection of that name and type, as it is in force now. */
  public Optional<Connection> find(String workspace, String name, ConnectionType type) {
    var found = books.inForceAt(clock.instant()).get(new Place(workspace, name));
    return Optional.ofNullable(found).filter(connection -> connection.type() == type);
  }

  private static Map<Place, Connection> bind(List<DefinitionPublished> active) {
    var byPlace = new HashMap<Place, Connection>();
    for (var version : active) {
      var connection = Connection.of(version);
      if (connection == null) {
        LOG.errorf("%s cannot be read and is not in force", version.key());
      } else {
        byPlace.put(new Place(version.workspace(), version.name()), connection);
      }
    }
    return byPlace;
  }
}
