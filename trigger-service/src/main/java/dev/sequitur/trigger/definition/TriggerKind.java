package dev.sequitur.trigger.definition;

import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.DefinitionKind;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.secret.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Triggers as definitions: what can be said of one by itself, and among the others. */
@ApplicationScoped
public class TriggerKind implements DefinitionKind {

  public static final String NAME = "Trigger";

  private final TakenPaths paths;
  private final Secrets secrets;
  private final KafkaConnections connections;
  private final Suspensions suspensions;
  private final InstantSource clock;

  TriggerKind(
      TakenPaths paths,
      Secrets secrets,
      KafkaConnections connections,
      Suspensions suspensions,
      InstantSource clock) {
    this.paths = paths;
    this.secrets = secrets;
    this.connections = connections;
    this.suspensions = suspensions;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return NAME;
  }

  @Override
  public String permission() {
    return "trigger";
  }

  @Override
  public List<Violation> check(Manifest manifest, Bundle together) {
    var reading = TriggerSpec.read(manifest.spec());
    var errors = new ArrayList<>(reading.errors());
    checkPath(manifest, together, errors);
    checkSecrets(manifest, together, errors);
    checkConnection(manifest, together, errors);
    return errors;
  }

  @Override
  public void rests(Transaction transaction, UUID uid, String reason) throws SQLException {
    Suspensions.note(transaction.connection(), uid, reason);
  }

  @Override
  public Map<UUID, String> reasons(String workspace, Collection<UUID> uids) {
    return suspensions.reasons(workspace, uids);
  }

  private void checkConnection(Manifest manifest, Bundle together, List<Violation> errors) {
    text(manifest, "kafka", "connection")
        .filter(name -> !isConnection(together, name))
        .filter(name -> !connections.isKnown(together.workspace(), name))
        .ifPresent(
            name ->
                errors.add(
                    new Violation(
                        "/spec/kafka/connection",
                        "CONNECTION_NOT_FOUND",
                        "there is no connection of kind kafka of this name in the workspace")));
  }

  /** A connection that is applied together with the trigger is there in a moment. */
  private static boolean isConnection(Bundle together, String name) {
    return together.documents().stream()
        .anyMatch(
            other ->
                other.kind().equals("Connection")
                    && other.name().equals(name)
                    && "kafka".equals(other.spec().get("type")));
  }

  private void checkPath(Manifest manifest, Bundle together, List<Violation> errors) {
    // Looked up in the raw text: a path that is taken is said also where other things are wrong.
    var path = text(manifest, "webhook", "path");
    path.flatMap(
            wanted ->
                inBundle(manifest, together, wanted)
                    .or(() -> paths.holder(together.workspace(), wanted, manifest.name())))
        .ifPresent(
            holder ->
                errors.add(
                    new Violation(
                        "/spec/webhook/path",
                        "PATH_TAKEN",
                        "the trigger " + holder + " has this path")));
  }

  private static Optional<String> inBundle(Manifest manifest, Bundle together, String path) {
    return together.documents().stream()
        .filter(other -> other.kind().equals(NAME) && !other.name().equals(manifest.name()))
        .filter(other -> text(other, "webhook", "path").filter(path::equals).isPresent())
        .map(Manifest::name)
        .findFirst();
  }

  private void checkSecrets(Manifest manifest, Bundle together, List<Violation> errors) {
    SecretNames.of(manifest.spec())
        .forEach(
            (pointer, name) -> {
              if (!exists(together.workspace(), name)) {
                errors.add(
                    new Violation(
                        pointer,
                        "SECRET_NOT_FOUND",
                        "there is no secret of this name in the workspace"));
              }
            });
  }

  /** A secret that was stored a moment ago may still be on its way here. */
  private boolean exists(String workspace, String name) {
    try {
      return secrets.existsBy(clock.instant(), workspace, name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static Optional<String> text(Manifest manifest, String... names) {
    Object place = manifest.spec();
    for (var name : names) {
      if (!(place instanceof Map<?, ?> members)) {
        return Optional.empty();
      }
      place = members.get(name);
      if (place == null) {
        return Optional.empty();
      }
    }
    return place instanceof String text ? Optional.of(text) : Optional.empty();
  }
}
