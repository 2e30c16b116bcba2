package dev.sequitur.local.platform;

import dev.sequitur.local.database.RolePasswords;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Gives each service its own keys and passwords, and none of the others', where services have no
 * environment that a launcher made: a folder {@code config} for each, as Quarkus reads it from a
 * process's working directory.
 *
 * @param secrets what the installation keeps to itself; drawn if it is not there yet
 * @param mounted where a service will find its folder
 */
public record HandOut(Secrets secrets, Path mounted) {

  private static final String MODE = "rw-r-----";

  /** Writes a folder for each service, named as its part, and one for the database's superuser. */
  public void into(Path folder) {
    try {
      for (Service service : Service.values()) {
        into(folder.resolve(service.part()), service);
      }
      // Read by the server, which is another user; the folder is nobody else's.
      Path superuser = folder.resolve("database").resolve("superuser");
      write(superuser, secrets.superuserPassword());
      Files.setPosixFilePermissions(superuser, PosixFilePermissions.fromString("rw-r--r--"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A new one-time sign-in link. */
  public String signInLink(String address, Instant now) {
    return address + SignInLink.path(secrets.signInKey(), UUID.randomUUID(), now);
  }

  private void into(Path folder, Service service) throws IOException {
    Map<String, Path> files = files(service);
    for (Path file : files.values()) {
      write(folder.resolve(file.getFileName().toString()), Files.readString(file));
    }
    Map<String, String> keys = new LinkedHashMap<>();
    RolePasswords passwords = secrets.passwords(service.schema());
    keys.put("sequitur.database.api-password", passwords.api());
    keys.put("sequitur.database.path-password", passwords.path());
    if (service != Service.GATEWAY) {
      keys.put("sequitur.internal.public-key", secrets.internalPublicKey());
    }
    files.forEach((key, file) -> keys.put(key, mounted.resolve(file.getFileName()).toString()));
    write(
        folder.resolve("application.properties"),
        keys.entrySet().stream()
            .map(one -> one.getKey() + "=" + one.getValue() + "\n")
            .collect(Collectors.joining()));
  }

  private Map<String, Path> files(Service service) {
    return switch (service) {
      case GATEWAY ->
          Map.of(
              "sequitur.internal.private-key-file", secrets.internalPrivateKeyFile(),
              "sequitur.sign-in.key-file", secrets.signInKeyFile());
      case TRIGGER, EXECUTOR -> Map.of("sequitur.secrets.key-file", secrets.secretsKeyFile());
      case RULE, NOTIFICATION, REPORTING -> Map.of();
    };
  }

  /** Complete or not at all: a service may be starting. */
  private static void write(Path file, String text) throws IOException {
    Files.createDirectories(file.resolveSibling("."));
    Path unfinished = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(unfinished, text);
    Files.setPosixFilePermissions(unfinished, PosixFilePermissions.fromString(MODE));
    Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
