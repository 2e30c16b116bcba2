package dev.sequitur.local.broker;

import dev.sequitur.local.JavaCommand;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.Repository;
import dev.sequitur.local.process.ProcessPlan;
import dev.sequitur.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A broker's folder: settings and data.
 *
 * @param folder everything of this broker lies in it
 * @param port where clients connect; the port after it is the broker's own (its controller)
 */
public record BrokerInstallation(Path folder, int port) {

  private static final List<String> MEMORY =
      List.of(
          "-Xmx256m",
          "-Xms128m",
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xss512k",
          "-XX:ReservedCodeCacheSize=64m",
          "--sun-misc-unsafe-memory-access=allow",
          "--enable-native-access=ALL-UNNAMED");

  /** The port that the broker uses for itself, beside the one for clients. */
  public int controllerPort() {
    return port + 1;
  }

  /** Writes the settings and, once, formats the data folder. */
  public void prepare(Repository repository) {
    try {
      Files.createDirectories(data());
      // It holds what people send; nobody else on this machine is to read it.
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
      Files.writeString(settings(), BrokerSettings.text(data(), port, controllerPort()));
      Files.writeString(logging(), BrokerSettings.LOGGING);
      if (!Files.exists(data().resolve("meta.properties"))) {
        format(repository);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The broker as a process. */
  public ProcessPlan plan(Repository repository, Path log, Path record) {
    List<String> command =
        java(repository).arguments("kafka.Kafka", settings().toString()).command();
    return new ProcessPlan("broker", port, command, Map.of(), log, record, Signal.TERM);
  }

  private void format(Repository repository) throws IOException {
    List<String> command =
        java(repository)
            .option("-XX:TieredStopAtLevel=1")
            .arguments("kafka.tools.StorageTool", "format", "--ignore-formatted")
            .arguments("--cluster-id=" + clusterId(), "-c", settings().toString())
            .command();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new LocalFailure(
          "The broker's data folder " + data() + " cannot be used: " + said.strip());
    }
  }

  private JavaCommand java(Repository repository) {
    return JavaCommand.classPath(repository.brokerJars())
        .options(MEMORY)
        .option("-Dlog4j2.configurationFile=" + logging());
  }

  private static String clusterId() {
    UUID id = UUID.randomUUID();
    byte[] bytes =
        ByteBuffer.allocate(16)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .array();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private Path data() {
    return folder.toAbsolutePath().resolve("data");
  }

  private Path settings() {
    return folder.toAbsolutePath().resolve("server.properties");
  }

  private Path logging() {
    return folder.toAbsolutePath().resolve("log4j2.properties");
  }
}
