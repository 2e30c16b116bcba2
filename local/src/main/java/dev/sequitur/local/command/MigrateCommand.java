package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.database.DatabaseAccess;
import dev.sequitur.local.database.Migrations;
import dev.sequitur.local.database.Provisioning;
import dev.sequitur.local.database.SchemaAccess;
import dev.sequitur.local.platform.Secrets;
import dev.sequitur.local.platform.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Schemas, roles and migrations, as a step before the services. */
@Command(
    name = "migrate",
    description =
        "For containers: make the database, its schemas and roles, and run all migrations. Again, it changes nothing.",
    mixinStandardHelpOptions = true)
public final class MigrateCommand implements Callable<Integer> {

  private static final Pattern JDBC =
      Pattern.compile("(jdbc:postgresql://[^/?\\s]+/)([a-z][a-z_]*)");

  private final Setting setting;

  @Option(
      names = "--database",
      paramLabel = "<jdbc-url>",
      required = true,
      description = "As jdbc:postgresql://host:port/name. It is made if it is not there.")
  @Nullable String database;

  @Option(
      names = "--secrets",
      paramLabel = "<folder>",
      required = true,
      description = "With database-<schema>-owner, -api and -path: the roles' passwords.")
  @Nullable Path secrets;

  @Option(
      names = "--services",
      paramLabel = "<folder>",
      required = true,
      description = "With a folder for each service, which holds its jar or its migrations.")
  @Nullable Path services;

  @Option(
      names = "--user",
      paramLabel = "<name>",
      defaultValue = "${env:SEQUITUR_DATABASE_SUPERUSER:-postgres}",
      description = "A superuser there; usually postgres.")
  @Nullable String user;

  public MigrateCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    if (database == null || secrets == null || services == null || user == null) {
      throw new IllegalStateException("picocli asks for it");
    }
    Matcher url = JDBC.matcher(database);
    if (!url.matches()) {
      throw new LocalFailure(
          "--database must be jdbc:postgresql://host:port/name, the name of small letters.");
    }
    DatabaseAccess server =
        new DatabaseAccess(url.group(1) + "postgres", user, superuserPassword(secrets));
    DatabaseAccess superuser = Provisioning.database(server, url.group(2));
    int done = 0;
    for (Service service : Service.values()) {
      done += migrate(superuser, service, secrets, services);
    }
    setting.say("The database is there: " + done + " migrations were run.");
    return 0;
  }

  private static int migrate(
      DatabaseAccess superuser, Service service, Path secrets, Path services) {
    for (String role : new String[] {"owner", "api", "path"}) {
      Path password = secrets.resolve("database-" + service.schema() + "-" + role);
      // Drawn here it would be known to nobody else.
      if (!Files.exists(password)) {
        throw new LocalFailure(password + " is missing: the passwords come before the migrations.");
      }
    }
    Path source = services.resolve(service.part());
    if (!Files.isDirectory(source)) {
      throw new LocalFailure(
          source + " is missing: there is nothing to migrate " + service + " with.");
    }
    SchemaAccess access =
        Provisioning.schema(
            superuser, service.schema(), new Secrets(secrets).passwords(service.schema()));
    return Migrations.run(access, source);
  }

  private String superuserPassword(Path folder) {
    String given = setting.environment().getOrDefault("SEQUITUR_DATABASE_SUPERUSER_PASSWORD", "");
    return given.isEmpty() ? new Secrets(folder).superuserPassword() : given;
  }
}
