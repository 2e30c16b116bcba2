package dev.sequitur.local.platform;

import dev.sequitur.local.Repository;
import dev.sequitur.local.database.DatabaseAccess;
import dev.sequitur.local.database.DatabaseInstallation;
import dev.sequitur.local.database.DatabaseSettings;
import dev.sequitur.local.database.PostgresPrograms;
import dev.sequitur.local.process.ProcessPlan;
import java.util.List;

/**
 * The PostgreSQL server. Its programs lie in the home folder: a clean build must not pull them from
 * under it.
 */
record DatabasePart(Repository repository, Home home, int port, String superuserPassword)
    implements Part {

  @Override
  public String name() {
    return Ports.DATABASE;
  }

  @Override
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public List<Integer> ports() {
    return List.of(port);
  }

  @Override
  public void prepare() {
    installation().prepare(settings(), superuserPassword);
  }

  @Override
  public ProcessPlan plan() {
    return installation().plan(settings(), home.log(name()), home.record(name()));
  }

  @Override
  public boolean ready() {
    return server().answers();
  }

  /**
   * After kill -9 the server's children may need some seconds to notice; until then a new server
   * ends at once.
   */
  @Override
  public int attempts() {
    return 10;
  }

  /** The superuser in the database that is always there. */
  DatabaseAccess server() {
    return new DatabaseAccess(
        "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
        DatabaseInstallation.SUPERUSER,
        superuserPassword);
  }

  private DatabaseInstallation installation() {
    PostgresPrograms programs =
        PostgresPrograms.unpack(repository.databaseArchive(), home.programs());
    return new DatabaseInstallation(programs, home.data().resolve("postgres"));
  }

  private DatabaseSettings settings() {
    return new DatabaseSettings(port, true);
  }
}
