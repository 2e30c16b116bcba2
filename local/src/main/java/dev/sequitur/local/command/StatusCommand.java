package dev.sequitur.local.command;

import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.ResourceUse;
import dev.sequitur.local.process.OwnProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** A line for each part. The exit code is 0 only if all are ready. */
@Command(
    name = "status",
    description = "Show each part; the exit code is 0 only if all are ready.",
    mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

  private static final String ROW = "%-22s %8s %6s  %-9s %9s %8s %7s";
  private static final long MEGABYTE = 1024 * 1024;

  private final Setting setting;

  public StatusCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    Home home = setting.home();
    LocalPlatform platform = setting.platform();
    Map<String, ResourceUse> uses = platform.use();
    setting.say(ROW.formatted("part", "pid", "port", "state", "since", "memory", "cpu"));
    boolean all = true;
    for (String part : platform.parts()) {
      Optional<OwnProcess> process = platform.process(part);
      boolean ready = process.isPresent() && platform.ready(part);
      all &= ready;
      setting.say(
          process
              .map(found -> row(home, found, ready, uses))
              .orElseGet(() -> ROW.formatted(part, "-", "-", "stopped", "-", "-", "-")));
    }
    return all ? 0 : 1;
  }

  private String row(Home home, OwnProcess process, boolean ready, Map<String, ResourceUse> uses) {
    ResourceUse use = uses.getOrDefault(process.name(), ResourceUse.NOTHING);
    return ROW.formatted(
        process.name(),
        process.pid(),
        process.port(),
        ready ? "ready" : "not ready",
        since(home.record(process.name())),
        use.memoryBytes() / MEGABYTE + " MB",
        use.cpu().toSeconds() + " s");
  }

  /** The record is written when the process starts. */
  private String since(Path record) {
    try {
      Duration age =
          Duration.between(
              Files.getLastModifiedTime(record).toInstant(), setting.clock().instant());
      return format(age);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String format(Duration age) {
    return age.toHours() > 0
        ? "%d h %02d m".formatted(age.toHours(), age.toMinutesPart())
        : "%d m %02d s".formatted(age.toMinutes(), age.toSecondsPart());
  }
}
