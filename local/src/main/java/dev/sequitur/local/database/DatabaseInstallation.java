package dev.sequitur.local.database;

import dev.sequitur.local.Folders;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.process.ProcessPlan;
import dev.sequitur.local.process.Signal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A database cluster's folder.
 *
 * @param programs PostgreSQL itself
 * @param folder everything of this cluster lies in it
 */
public record DatabaseInstallation(PostgresPrograms programs, Path folder) {

  /** The superuser's name; its password is given to {@link #prepare}. */
  public static final String SUPERUSER = "postgres";

  /** Makes the cluster, once, and writes its settings. */
  public void prepare(DatabaseSettings settings, String superuserPassword) {
    try {
      Files.createDirectories(folder);
      if (!Files.exists(data().resolve("PG_VERSION"))) {
        initialise(settings, superuserPassword);
      }
      Files.writeString(data().resolve("postgresql.conf"), settings.text());
      disownStrangersPid();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The server as a process. */
  public ProcessPlan plan(DatabaseSettings settings, Path log, Path record) {
    List<String> command = unprivileged(programs.program("postgres"), "-D", data().toString());
    return new ProcessPlan(
        "database", settings.port(), command, Map.of("LC_ALL", "C"), log, record, Signal.INT);
  }

  /**
   * In a folder of its own first: a cluster that was begun and not finished is never taken for one.
   */
  private void initialise(DatabaseSettings settings, String password) throws IOException {
    Path unfinished = folder.toAbsolutePath().resolve("unfinished");
    Folders.delete(unfinished);
    Path passwordFile = folder.toAbsolutePath().resolve("password");
    Files.deleteIfExists(passwordFile);
    Files.createFile(
        passwordFile,
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(passwordFile, password);
    UnprivilegedUser.give(folder, UnprivilegedUser.prefix());
    try {
      run(initdb(unfinished, passwordFile, settings.durable()));
      Files.move(unfinished, data());
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private List<String> initdb(Path target, Path passwordFile, boolean durable) {
    List<String> command =
        unprivileged(programs.program("initdb"), "-D", target.toString(), "-U", SUPERUSER);
    command.addAll(List.of("-A", "scram-sha-256", "--pwfile=" + passwordFile, "--encoding=UTF8"));
    command.addAll(List.of("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"));
    if (!durable) {
      command.add("--no-sync");
    }
    return command;
  }

  private static void run(List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.onExit().join().exitValue() != 0) {
      throw new LocalFailure("PostgreSQL could not be set up: " + said.strip());
    }
  }

  /**
   * After a crash the server leaves {@code postmaster.pid}. If another program has been given that
   * pid since, the server would wait for it to go for ever; so the pid is replaced by one that
   * nobody can have. The rest of the file stays: by it the server sees whether processes of its
   * predecessor are still at work.
   */
  private void disownStrangersPid() throws IOException {
    Path lock = data().resolve("postmaster.pid");
    if (Files.exists(lock)) {
      List<String> lines = new ArrayList<>(Files.readAllLines(lock));
      if (belongsToStranger(lines.getFirst().strip())) {
        lines.set(0, Integer.toString(Integer.MAX_VALUE));
        Files.write(lock, lines);
      }
    }
  }

  private static boolean belongsToStranger(String pid) {
    return ProcessHandle.of(Long.parseLong(pid))
        .flatMap(found -> found.info().command())
        .filter(program -> !program.endsWith("postgres"))
        .isPresent();
  }

  private static List<String> unprivileged(String... command) {
    List<String> all = new ArrayList<>(UnprivilegedUser.prefix());
    all.addAll(List.of(command));
    return all;
  }

  private Path data() {
    return folder.toAbsolutePath().resolve("data");
  }
}
