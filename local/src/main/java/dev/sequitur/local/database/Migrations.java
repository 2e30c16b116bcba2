package dev.sequitur.local.database;

import dev.sequitur.local.Folders;
import dev.sequitur.local.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings a service's schema to where its migrations say it should be. Services never do this
 * themselves.
 */
public final class Migrations {

  private static final String INSIDE = "db/migration";

  private Migrations() {}

  /**
   * Runs what has not been run yet, as the schema's owner; the history is kept in the schema
   * itself.
   *
   * @param source a folder with {@code V0001__….sql} files, or a folder of jars (or a jar) that
   *     hold them under {@code db/migration}. A source without migrations, or that is not there, is
   *     no error.
   * @return how many migrations were run now
   */
  public static int run(SchemaAccess access, Path source) {
    try {
      Path scripts = Files.createTempDirectory("sequitur-migrations");
      try {
        collect(source, scripts);
        return isEmpty(scripts) ? 0 : migrate(access, scripts);
      } finally {
        Folders.delete(scripts);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int migrate(SchemaAccess access, Path scripts) {
    DatabaseAccess owner = access.owner();
    try {
      int done =
          Flyway.configure()
              .dataSource(owner.url(), owner.user(), owner.password())
              .defaultSchema(access.schema())
              .createSchemas(false)
              .locations("filesystem:" + scripts)
              .placeholderReplacement(false)
              .validateMigrationNaming(true)
              .load()
              .migrate()
              .migrationsExecuted;
      if (done > 0) {
        hideHistory(access);
      }
      return done;
    } catch (FlywayException | SQLException e) {
      throw new LocalFailure(
          "The migrations of schema " + access.schema() + " failed: " + e.getMessage(), e);
    }
  }

  /** The history belongs to the owner alone; the default privileges would have given it to all. */
  private static void hideHistory(SchemaAccess access) throws SQLException {
    try (Connection connection = access.owner().connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "REVOKE ALL ON \"%1$s\".flyway_schema_history FROM %1$s_api, %1$s_path"
              .formatted(access.schema()));
    }
  }

  private static void collect(Path source, Path scripts) throws IOException {
    if (source.toString().endsWith(".jar")) {
      collectFromJar(source, scripts);
    } else if (Files.isDirectory(source)) {
      try (Stream<Path> files = Files.list(source)) {
        for (Path file : files.toList()) {
          if (file.toString().endsWith(".jar")) {
            collectFromJar(file, scripts);
          } else if (file.toString().endsWith(".sql")) {
            Files.copy(file, scripts.resolve(file.getFileName().toString()));
          }
        }
      }
    }
  }

  private static void collectFromJar(Path jar, Path scripts) throws IOException {
    if (!Files.exists(jar)) {
      return;
    }
    try (FileSystem zip = FileSystems.newFileSystem(jar)) {
      Path inside = zip.getPath(INSIDE);
      if (Files.isDirectory(inside)) {
        collect(inside, scripts);
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
