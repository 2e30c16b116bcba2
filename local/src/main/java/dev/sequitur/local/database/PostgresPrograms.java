package dev.sequitur.local.database;

import dev.sequitur.local.Folders;
import dev.sequitur.local.LocalFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * PostgreSQL's own programs, unpacked.
 *
 * @param folder holds {@code bin}, {@code lib} and {@code share}
 */
public record PostgresPrograms(Path folder) {

  private static final Set<PosixFilePermission> PROGRAM =
      Set.copyOf(PosixFilePermissions.fromString("rwxr-xr-x"));

  /**
   * Unpacks the archive below {@code parent} unless that was done before. Several may try at once;
   * all get the same.
   */
  public static PostgresPrograms unpack(Path archive, Path parent) {
    String name = archive.getFileName().toString().replace(".jar", "");
    Path folder = parent.toAbsolutePath().resolve(name);
    if (!Files.isDirectory(folder)) {
      try {
        Files.createDirectories(parent);
        Path unfinished = Files.createTempDirectory(parent, name + "-");
        unpackAll(archive, unfinished);
        publish(unfinished, folder);
      } catch (IOException e) {
        throw new UncheckedIOException("Could not unpack PostgreSQL into " + parent, e);
      }
    }
    return new PostgresPrograms(folder);
  }

  /** One program's file. */
  public String program(String name) {
    return folder.resolve("bin").resolve(name).toString();
  }

  private static void unpackAll(Path archive, Path target) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(Files.newInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        if (entry.getName().endsWith(".txz")) {
          untar(new TarArchiveInputStream(new XZInputStream(zip)), target);
          return;
        }
      }
    }
    throw new LocalFailure(archive + " holds no PostgreSQL: delete it and build again.");
  }

  private static void untar(TarArchiveInputStream tar, Path target) throws IOException {
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      Path file = target.resolve(entry.getName()).normalize();
      if (!file.startsWith(target)) {
        throw new IOException("An entry leaves its folder: " + entry.getName());
      }
      if (entry.isDirectory()) {
        Files.createDirectories(file);
      } else {
        Files.createDirectories(file.getParent());
        write(tar, entry, file);
      }
    }
  }

  private static void write(InputStream in, TarArchiveEntry entry, Path file) throws IOException {
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(file, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(in, file);
    if ((entry.getMode() & 0100) != 0) {
      Files.setPosixFilePermissions(file, PROGRAM);
    }
  }

  private static void publish(Path unfinished, Path folder) throws IOException {
    Files.setPosixFilePermissions(unfinished, PROGRAM);
    try {
      Files.move(unfinished, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException somebodyWasFaster) {
      if (!Files.isDirectory(folder)) {
        throw somebodyWasFaster;
      }
      Folders.delete(unfinished);
    }
  }
}
