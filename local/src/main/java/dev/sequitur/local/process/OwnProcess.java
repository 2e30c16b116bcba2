package dev.sequitur.local.process;

import dev.sequitur.local.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process that this or an earlier launcher started. Everything asks first whether pid and start
 * time still belong together, so that a stranger who was given the pid later is never touched.
 */
public final class OwnProcess {

  private static final Duration RECORD_APPEARS = Duration.ofSeconds(20);

  private final String name;
  private final ProcessMark mark;
  private final int port;
  private final String told;
  private final Path record;

  private OwnProcess(ProcessRecord found, Path record) {
    this.name = found.name();
    this.mark = found.mark();
    this.port = found.port();
    this.told = found.told();
    this.record = record;
  }

  /** The living process that left this record; a stale record is cleaned away silently. */
  public static Optional<OwnProcess> find(Path record) {
    return ProcessRecord.readLiving(record).map(found -> new OwnProcess(found, record));
  }

  /**
   * Starts it in the background and returns as soon as it has left its record; by then it may have
   * ended.
   */
  public static OwnProcess start(ProcessPlan plan) {
    try {
      Files.createDirectories(plan.log().toAbsolutePath().getParent());
      Files.createDirectories(plan.record().toAbsolutePath().getParent());
      ProcessRecord.forget(plan.record());
      ProcessBuilder builder = new ProcessBuilder(Detachment.wrap(plan));
      builder.environment().putAll(plan.environment());
      // Not where a service would find somebody's config/ or .env and take it for its own.
      builder.directory(plan.log().resolveSibling("").toFile());
      builder.redirectInput(Path.of("/dev/null").toFile());
      builder.redirectErrorStream(true);
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(plan.log().toFile()));
      return awaitRecord(plan, builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("Could not start " + plan.name(), e);
    }
  }

  /** Leaves a record of this very process, so that another can find and end it. */
  public static void recordThis(String name, Path record) {
    ProcessMark.of(ProcessHandle.current().pid())
        .ifPresent(mark -> new ProcessRecord(name, mark, 0, "").write(record));
  }

  private static OwnProcess awaitRecord(ProcessPlan plan, Process process) {
    Await.until(RECORD_APPEARS, () -> Files.exists(plan.record()) || !process.isAlive());
    return ProcessRecord.read(plan.record())
        .map(found -> new OwnProcess(found, plan.record()))
        .orElseThrow(
            () -> new LocalFailure(plan.name() + " could not be started: see " + plan.log() + "."));
  }

  public String name() {
    return name;
  }

  public long pid() {
    return mark.pid();
  }

  public int port() {
    return port;
  }

  /** What {@link ProcessPlan#told} was when it was started. */
  public String told() {
    return told;
  }

  public boolean alive() {
    return mark.alive();
  }

  /** Sends a signal; nothing happens if the process has ended. */
  public void signal(Signal signal) {
    if (alive()) {
      Kill.send(mark.pid(), signal);
    }
  }

  /**
   * Asks it to end, waits, and ends it the hard way if it has not. Returns whether it ended by
   * itself.
   */
  public boolean stop(Signal signal, Duration grace) {
    signal(signal);
    signal(Signal.CONT); // One that was paused hears nothing until it goes on.
    boolean orderly = Await.until(grace, () -> !alive());
    if (!orderly) {
      kill();
    }
    ProcessRecord.forget(record);
    return orderly;
  }

  /** As in a power cut; returns when it is gone. The record stays, as it would. */
  public void kill() {
    signal(Signal.KILL);
    Await.until(Duration.ofSeconds(10), () -> !alive());
  }
}
