package dev.sequitur.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder that holds the project, and what the build left in it.
 *
 * @param root the folder with {@code mvnw} in it
 */
public record Repository(Path root) {

  /** Walks up from the working directory; {@code -Dsequitur.repository} names it outright. */
  public static Repository find() {
    String given = System.getProperty("sequitur.repository");
    return given == null ? findFrom(Path.of("")) : new Repository(Path.of(given).toAbsolutePath());
  }

  static Repository findFrom(Path start) {
    @Nullable Path folder = start.toAbsolutePath().normalize();
    while (folder != null) {
      if (Files.exists(folder.resolve("mvnw")) && Files.exists(folder.resolve("local/pom.xml"))) {
        return new Repository(folder);
      }
      folder = folder.getParent();
    }
    throw new LocalFailure(
        "No Sequitur project at or above " + start.toAbsolutePath() + ": run this inside a clone.");
  }

  /** The broker's class path: its own jars, which nobody else has on theirs. */
  public List<Path> brokerJars() {
    return jarsIn(root.resolve("local/target/broker"));
  }

  /** The one archive with PostgreSQL's programs for this machine. */
  public Path databaseArchive() {
    return jarsIn(root.resolve("local/target/database")).getFirst();
  }

  /** Where tests unpack PostgreSQL, once for all modules. */
  public Path unpackedDatabases() {
    return root.resolve("local/target/database");
  }

  /** A service's runnable jar; it need not be there. */
  public Path serviceJar(String folder) {
    return root.resolve(folder).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private List<Path> jarsIn(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      List<Path> jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
      if (!jars.isEmpty()) {
        return jars;
      }
    } catch (IOException e) {
      throw notBuilt(folder, e);
    }
    throw notBuilt(folder, null);
  }

  private static LocalFailure notBuilt(Path folder, @Nullable IOException cause) {
    return new LocalFailure(
        folder + " is missing or empty: build it with ./mvnw -pl local -DskipTests install.",
        cause);
  }
}
