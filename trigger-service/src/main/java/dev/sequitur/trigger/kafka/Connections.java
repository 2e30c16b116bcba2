package dev.sequitur.trigger.kafka;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.kit.definition.DefinitionConfig;
import dev.sequitur.kit.definition.PublishedDefinitions;
import dev.sequitur.kit.egress.HostAndPort;
import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.kit.secret.Secrets;
import dev.sequitur.trigger.definition.KafkaConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Connections of type kafka, which executor-service owns. Known from a topic, with their passwords
 * as references to secrets.
 */
@ApplicationScoped
public class Connections implements KafkaConnections {

  /** The kind of definition. */
  public static final String KIND = "Connection";

  private static final String TYPE = "kafka";

  private record Place(String workspace, String name) {}

  private final Secrets secrets;
  private final PublishedDefinitions definitions;
  private final DefinitionConfig margins;
  private final InstantSource clock;
  private final Books<Map<Place, Connection>> books = new Books<>(Connections::bind);
  private final Map<UUID, DefinitionPublished> latest = new ConcurrentHashMap<>();

  Connections(
      Secrets secrets,
      PublishedDefinitions definitions,
      DefinitionConfig margins,
      InstantSource clock) {
    this.secrets = secrets;
    this.definitions = definitions;
    this.margins = margins;
    this.clock = clock;
  }

  /**
   * A connection in force.
   *
   * @param settings its spec, as it was checked when it was saved
   */
  record Connection(String workspace, String name, Map<String, @Nullable Object> settings) {

    /** Where to begin. */
    List<HostAndPort> places() {
      return settings.get("bootstrapServers") instanceof List<?> list
          ? list.stream()
              .map(String::valueOf)
              .map(HostAndPort::of)
              .filter(Objects::nonNull)
              .toList()
          : List.of();
    }
  }

  /** Hears of a change. */
  public void heard(DefinitionPublished change) {
    latest.merge(
        change.uid(), change, (old, fresh) -> fresh.change() >= old.change() ? fresh : old);
    books.heard(change);
  }

  Optional<Connection> find(String workspace, String name) {
    return Optional.ofNullable(books.inForceAt(clock.instant()).get(new Place(workspace, name)));
  }

  /** Why there is none in force. */
  String absence(String workspace, String name) {
    return isHeard(workspace, name)
        ? "the connection " + name + " is suspended, or not in force yet"
        : "there is no connection " + name + " of type kafka";
  }

  /** One that was published a moment ago may still be on its way here. */
  @Override
  public boolean isKnown(String workspace, String name) {
    if (!isHeard(workspace, name)) {
      try {
        definitions.awaitCertainty(clock.instant().plus(margins.freshness()));
      } catch (TransientFaultException e) {
        return isHeard(workspace, name);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return isHeard(workspace, name);
  }

  private boolean isHeard(String workspace, String name) {
    return latest.values().stream()
        .anyMatch(
            known ->
                known.workspace().equals(workspace)
                    && known.name().equals(name)
                    && known.state() != DefinitionPublished.State.ARCHIVED
                    && TYPE.equals(known.spec().get("type")));
  }

  /**
   * Opened at the moment of use; null if the connection names none.
   *
   * @throws dev.sequitur.kit.secret.SecretUnavailableException if it is not there
   */
  @Nullable String password(Connection connection) {
    return connection.settings().get("password") instanceof Map<?, ?> reference
            && reference.get("secret") instanceof String name
        ? secrets.open(connection.workspace(), name).revealText()
        : null;
  }

  /** Names these very settings and credentials. */
  String fingerprint(Connection connection) {
    var whole = new TreeMap<>(connection.settings()) + "\0" + password(connection);
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(whole.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  private static Map<Place, Connection> bind(List<DefinitionPublished> active) {
    var byPlace = new HashMap<Place, Connection>();
    for (var version : active) {
      if (TYPE.equals(version.spec().get("type"))) {
        byPlace.put(
            new Place(version.workspace(), version.name()),
            new Connection(version.workspace(), version.name(), version.spec()));
      }
    }
    return byPlace;
  }
}
