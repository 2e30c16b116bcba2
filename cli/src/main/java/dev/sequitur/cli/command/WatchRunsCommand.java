package dev.sequitur.cli.command;

import dev.sequitur.cli.Terminal;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs as they change: one to its end, or all. */
@Command(
    name = "watch",
    description =
        "Follow a run to its end (the exit code is 0 only if it has succeeded), or all as they change.",
    mixinStandardHelpOptions = true)
public final class WatchRunsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();

  @Parameters(arity = "0..1", paramLabel = "RUN", description = "Its id; left out: all runs.")
  private @Nullable UUID run;

  @Option(names = "--rule", defaultValue = "", description = "Only runs of this rule.")
  private String rule = "";

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Stop after this long, as in PT30S; left out: never.")
  private @Nullable Duration timeout;

  public WatchRunsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var watch = new RunWatch(connection.open(terminal), terminal, run, rule);
    return timeout == null ? watch.follow() : watch.followFor(timeout);
  }
}
