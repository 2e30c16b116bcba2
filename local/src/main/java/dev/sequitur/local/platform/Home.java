package dev.sequitur.local.platform;

import dev.sequitur.local.Folders;
import dev.sequitur.local.process.OwnProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The folder that holds all state of one Sequitur on this machine: {@code data}, {@code logs},
 * {@code run}, {@code secrets}.
 *
 * @param folder absolute; {@code .sequitur} in the clone unless {@code SEQUITUR_HOME} says
 *     otherwise
 */
public record Home(Path folder) {

  public Home {
    folder = folder.toAbsolutePath().normalize();
  }

  /**
   * Makes the folders that are missing. What others might read in them (records of people's events,
   * keys) is for this user alone; the database may run as somebody else, so the way to its data is
   * left open.
   */
  public void create() {
    try {
      for (Path open : List.of(folder, data())) {
        create(open, "rwx--x--x");
      }
      for (Path closed : List.of(logs(), run(), secrets())) {
        create(closed, "rwx------");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path folder, String permissions) throws IOException {
    Files.createDirectories(folder);
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
  }

  public Path data() {
    return folder.resolve("data");
  }

  public Path logs() {
    return folder.resolve("logs");
  }

  public Path run() {
    return folder.resolve("run");
  }

  public Path secrets() {
    return folder.resolve("secrets");
  }

  /** Remembers ports and outside servers. */
  public Path settings() {
    return folder.resolve("settings.properties");
  }

  public Path log(String part) {
    return logs().resolve(part + ".log");
  }

  public Path record(String part) {
    return run().resolve(part + ".json");
  }

  /** The part's process, if it runs. */
  public Optional<OwnProcess> process(String part) {
    return OwnProcess.find(record(part));
  }

  /** Everything that runs from this folder, whichever launcher started it. */
  public List<OwnProcess> running() {
    List<OwnProcess> found = new ArrayList<>();
    if (Files.isDirectory(run())) {
      try (var records = Files.newDirectoryStream(run(), "*.json")) {
        records.forEach(record -> OwnProcess.find(record).ifPresent(found::add));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return found;
  }

  /** Where PostgreSQL's programs are unpacked. */
  public Path programs() {
    return folder.resolve("programs");
  }

  /** Deletes data, secrets, unpacked programs and what was remembered. Logs stay. */
  public void forget() throws IOException {
    Folders.delete(data());
    Folders.delete(programs());
    Folders.delete(secrets());
    Files.deleteIfExists(settings());
  }
}
