package dev.sequitur.local.platform;

import dev.sequitur.local.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;

/**
 * A project whose broker and database are the real ones and whose services are {@link
 * FakeService}s.
 */
final class FakeRepository {

  private static final String MAIN = FakeService.class.getName();

  private FakeRepository() {}

  static Repository in(Path folder) throws IOException {
    Path real = Repository.find().root().resolve("local/target");
    Path target = Files.createDirectories(folder.resolve("local/target"));
    Files.createSymbolicLink(target.resolve("broker"), real.resolve("broker"));
    Files.createSymbolicLink(target.resolve("database"), real.resolve("database"));
    Repository repository = new Repository(folder);
    for (Service service : Service.values()) {
      Path jar = repository.serviceJar(service.part());
      Files.createDirectories(jar.resolveSibling("app"));
      write(jar, Map.of(MAIN.replace('.', '/') + ".class", classFile()));
    }
    return repository;
  }

  /** Takes away the links to what is real, so that nobody can delete through them. */
  static void unlink(Repository repository) throws IOException {
    Files.delete(repository.root().resolve("local/target/broker"));
    Files.delete(repository.root().resolve("local/target/database"));
  }

  /** As the build packs a service's migrations. */
  static void addMigration(Repository repository, Service service, String name, String sql)
      throws IOException {
    Path jar = repository.serviceJar(service.part()).resolveSibling("app").resolve("service.jar");
    write(jar, Map.of("db/migration/" + name, sql.getBytes(StandardCharsets.UTF_8)));
  }

  private static void write(Path jar, Map<String, byte[]> entries) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, MAIN);
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out, manifest)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        packed.putNextEntry(new JarEntry(entry.getKey()));
        packed.write(entry.getValue());
        packed.closeEntry();
      }
    }
  }

  private static byte[] classFile() throws IOException {
    String resource = FakeService.class.getSimpleName() + ".class";
    try (InputStream in = FakeService.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IOException(resource + " is not on the class path");
      }
      return in.readAllBytes();
    }
  }
}
