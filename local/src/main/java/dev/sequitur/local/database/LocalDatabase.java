package dev.sequitur.local.database;

import dev.sequitur.local.FreePorts;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.Repository;
import dev.sequitur.local.process.Await;
import dev.sequitur.local.process.OwnProcess;
import dev.sequitur.local.process.ProcessPlan;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A running PostgreSQL, on 127.0.0.1 only, with the database {@code sequitur} in it. Its data lies
 * in the folder it was started in and survives {@link #stop} and {@link #kill} as far as {@link
 * DatabaseSettings#durable} says.
 */
public final class LocalDatabase implements AutoCloseable {

  /** The database that all schemas live in. */
  public static final String NAME = "sequitur";

  private static final Duration STARTS = Duration.ofSeconds(60);
  private static final Duration STOPS = Duration.ofSeconds(30);
  private static final String TEST_PASSWORD = "test";

  private final ProcessPlan plan;
  private final DatabaseAccess superuser;
  private final Thread ending = new Thread(this::kill, "database-ends");
  private OwnProcess process;

  private LocalDatabase(ProcessPlan plan, DatabaseAccess server) {
    this.plan = plan;
    this.superuser = server.in(NAME);
    this.process = OwnProcess.start(plan);
    // A test's database does not outlive the test's JVM.
    Runtime.getRuntime().addShutdownHook(ending);
    awaitReady(server);
    Provisioning.database(server, NAME);
  }

  /** Starts a database for tests on a free port: fast, because it does not wait for the disk. */
  public static LocalDatabase start(Path folder) {
    return start(folder, new DatabaseSettings(FreePorts.one(), false));
  }

  /** Starts a database with its data in the folder; answers when it can be used. */
  public static LocalDatabase start(Path folder, DatabaseSettings settings) {
    Repository repository = Repository.find();
    PostgresPrograms programs =
        PostgresPrograms.unpack(repository.databaseArchive(), repository.unpackedDatabases());
    DatabaseInstallation installation = new DatabaseInstallation(programs, folder);
    installation.prepare(settings, TEST_PASSWORD);
    ProcessPlan plan =
        installation.plan(
            settings, folder.resolve("database.log"), folder.resolve("database.json"));
    String url = "jdbc:postgresql://127.0.0.1:" + settings.port() + "/postgres";
    return new LocalDatabase(
        plan, new DatabaseAccess(url, DatabaseInstallation.SUPERUSER, TEST_PASSWORD));
  }

  /** {@code jdbc:postgresql://127.0.0.1:<port>/sequitur}. */
  public String jdbcUrl() {
    return superuser.url();
  }

  /** May do everything, in the database {@code sequitur}. */
  public DatabaseAccess superuser() {
    return superuser;
  }

  /** Makes a service's schema and roles, as {@code ./sequitur up} does, with new passwords. */
  public SchemaAccess provision(String schema) {
    return Provisioning.schema(superuser, schema, RolePasswords.random());
  }

  /** As in a power cut. */
  public void kill() {
    process.kill();
  }

  /** Starts it again with the same data on the same port, after {@link #stop} or {@link #kill}. */
  public void restart() {
    process = OwnProcess.start(plan);
    awaitReady(superuser);
  }

  /** Ends it in good order; open connections are cut. */
  public void stop() {
    process.stop(plan.stopSignal(), STOPS);
  }

  /** The process itself, for tests that pause or look at it. */
  public OwnProcess process() {
    return process;
  }

  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(ending);
  }

  private void awaitReady(DatabaseAccess access) {
    boolean ready = Await.until(STARTS, () -> !process.alive() || access.answers());
    if (!ready || !process.alive()) {
      throw new LocalFailure("The database did not start: see " + plan.log() + ".");
    }
  }
}
