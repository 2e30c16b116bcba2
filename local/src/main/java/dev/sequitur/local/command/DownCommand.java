package dev.sequitur.local.command;

import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.Shutdown;
import dev.sequitur.local.process.Signal;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Ends what runs from this home, whichever launcher started it; nothing else. Data stays. */
@Command(
    name = "down",
    description = "End what was started, and nothing else. Data stays.",
    mixinStandardHelpOptions = true)
public final class DownCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(30);

  private final Setting setting;

  public DownCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    Home home = setting.home();
    home.create();
    endWatch(home);
    try (StartLock lock = StartLock.take(home)) {
      end(home);
    }
    return 0;
  }

  /**
   * Before the lock is taken: a watcher may hold it, again and again, for a part that cannot be
   * started.
   */
  private void endWatch(Home home) {
    home.process(Shutdown.WATCH)
        .ifPresent(
            watch -> {
              watch.stop(Signal.TERM, GRACE);
              setting.say("%-22s ended".formatted(Shutdown.WATCH));
            });
  }

  private void end(Home home) {
    if (home.running().isEmpty()) {
      setting.say("Nothing runs.");
      return;
    }
    new Shutdown(home, GRACE).run(this::report);
    setting.say("Everything has ended. Data stays in " + home.folder() + ".");
  }

  private void report(Shutdown.Stopped stopped) {
    setting.say(
        "%-22s %s"
            .formatted(
                stopped.part(),
                stopped.orderly()
                    ? "ended"
                    : "did not end within " + GRACE.toSeconds() + " s and was killed"));
  }
}
