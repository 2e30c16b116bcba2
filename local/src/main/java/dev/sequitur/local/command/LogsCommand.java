package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.LogFile;
import dev.sequitur.local.process.Await;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows the end of the parts' logs, and with {@code -f} what comes. */
@Command(
    name = "logs",
    description = "Show the end of one part's log, or of all.",
    mixinStandardHelpOptions = true)
public final class LogsCommand implements Callable<Integer> {

  private static final Duration PAUSE = Duration.ofMillis(300);

  private final Setting setting;

  @Parameters(arity = "0..1", paramLabel = "<part>", description = "As ./sequitur status calls it.")
  private @Nullable String part;

  @Option(
      names = {"-f", "--follow"},
      description = "Go on showing what comes.")
  private boolean follow;

  @Option(
      names = {"-n", "--lines"},
      defaultValue = "50",
      description = "How many lines of each.")
  private int lines = 50;

  public LogsCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    Home home = setting.home();
    List<String> names = names(setting.platform());
    Map<String, Long> shown = new LinkedHashMap<>();
    for (String name : names) {
      shown.put(name, size(home.log(name)));
      show(name, LogFile.tail(home.log(name), lines));
    }
    while (follow && !Thread.currentThread().isInterrupted()) {
      shown.replaceAll((name, position) -> showFrom(name, home.log(name), position));
      Await.until(PAUSE, () -> false);
    }
    return 0;
  }

  private List<String> names(LocalPlatform platform) {
    List<String> all = platform.parts();
    if (part != null && !all.contains(part)) {
      throw new LocalFailure(
          "No part is called \"" + part + "\": there are " + String.join(", ", all) + ".");
    }
    return part == null ? all : List.of(part);
  }

  private void show(String name, String text) {
    String prefix = part == null ? name + " | " : "";
    text.lines().forEach(line -> setting.say(prefix + line));
  }

  private long showFrom(String name, Path log, long position) {
    long size = size(log);
    long from = size < position ? 0 : position; // It was begun anew.
    if (size == from) {
      return size;
    }
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      byte[] added = new byte[(int) Math.min(size - from, 1_000_000)];
      file.seek(from);
      file.readFully(added);
      show(name, new String(added, StandardCharsets.UTF_8));
      return from + added.length;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long size(Path log) {
    try {
      return Files.exists(log) ? Files.size(log) : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
