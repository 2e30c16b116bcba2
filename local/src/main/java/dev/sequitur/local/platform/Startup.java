package dev.sequitur.local.platform;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.broker.BrokerProbe;
import dev.sequitur.local.database.DatabaseAccess;
import dev.sequitur.local.database.LocalDatabase;
import dev.sequitur.local.database.Migrations;
import dev.sequitur.local.database.Provisioning;
import dev.sequitur.local.database.SchemaAccess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Brings all parts up: broker and database beside each other, then the schemas, then the services,
 * a few at a time.
 */
record Startup(Home home, Settings settings, Secrets secrets, Parts parts, Progress progress) {

  /**
   * A starting service computes nearly all the time; one more than there are cores fills the gaps
   * of the others.
   */
  private static final int SERVICES_AT_ONCE = Runtime.getRuntime().availableProcessors() + 1;

  void run() {
    PortCheck.require(home, parts.all());
    parts.services().forEach(ServiceProcess::prepare);
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture<?> broker = CompletableFuture.runAsync(this::broker, executor);
      CompletableFuture<?> database = CompletableFuture.runAsync(this::database, executor);
      join(List.of(broker, database));
      Semaphore turns = new Semaphore(SERVICES_AT_ONCE);
      join(
          parts.services().stream()
              .map(service -> CompletableFuture.runAsync(() -> service(service, turns), executor))
              .toList());
    }
  }

  private void broker() {
    if (parts.broker().isPresent()) {
      bringUp(parts.broker().get());
      return;
    }
    String[] address = settings.kafka().split(":", 2);
    if (!BrokerProbe.answers(address[0], Integer.parseInt(address[1]))) {
      throw new LocalFailure(
          "No Kafka broker answers at "
              + settings.kafka()
              + ": start it, or go back to our own with --kafka own.");
    }
  }

  private void database() {
    parts.database().ifPresent(this::bringUp);
    long begin = System.nanoTime();
    DatabaseAccess superuser = parts.superuser(secrets);
    settings.outsideDatabase().ifPresent(url -> require(superuser));
    parts.database().ifPresent(own -> Provisioning.database(own.server(), LocalDatabase.NAME));
    int migrations = 0;
    for (Service service : Service.values()) {
      SchemaAccess access =
          Provisioning.schema(superuser, service.schema(), secrets.passwords(service.schema()));
      migrations += Migrations.run(access, migrationsOf(service));
    }
    progress.migrated(migrations, since(begin));
  }

  private static void require(DatabaseAccess outside) {
    try (Connection connection = outside.connect()) {
      connection.isValid(1);
    } catch (SQLException e) {
      throw new LocalFailure(
          "The database does not let in %s (%s): start it, or check --database, --database-user and --database-password."
              .formatted(outside, e.getMessage()),
          e);
    }
  }

  private Path migrationsOf(Service service) {
    return parts.service(service).jar().resolveSibling("app");
  }

  private void service(ServiceProcess service, Semaphore turns) {
    turns.acquireUninterruptibly();
    try {
      bringUp(service);
    } finally {
      turns.release();
    }
  }

  private void bringUp(Part part) {
    long begin = System.nanoTime();
    if (new PartStart(home, part).run()) {
      progress.ready(part.name(), part.address(), since(begin));
    } else {
      progress.alreadyReady(part.name(), part.address());
    }
  }

  private static void join(List<? extends CompletableFuture<?>> futures) {
    try {
      CompletableFuture.allOf(futures.toArray(CompletableFuture[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof LocalFailure failure ? failure : e;
    }
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }
}
