package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.process.OwnProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Forgets all data and secrets of this home, after asking. */
@Command(
    name = "reset",
    description = "Ask, then delete all data, secrets and remembered settings. Logs stay.",
    mixinStandardHelpOptions = true)
public final class ResetCommand implements Callable<Integer> {

  private final Setting setting;

  @Option(
      names = {"-y", "--yes"},
      description = "Do not ask.")
  private boolean yes;

  public ResetCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() throws IOException {
    Home home = setting.home();
    home.create();
    try (StartLock lock = StartLock.take(home)) {
      refuseWhileRunning(home);
      if (!yes && !agreed(home)) {
        setting.say("Nothing was deleted.");
        return 1;
      }
      home.forget();
    }
    setting.say("Forgotten. ./sequitur up begins anew.");
    return 0;
  }

  private static void refuseWhileRunning(Home home) {
    List<OwnProcess> running = home.running();
    if (!running.isEmpty()) {
      throw new LocalFailure(
          running.getFirst().name() + " still runs: ./sequitur down first, then reset.");
    }
  }

  private boolean agreed(Home home) {
    setting.say(
        "This deletes everything that Sequitur stored in "
            + home.folder()
            + ". Type yes to do it:");
    BufferedReader reader =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    try {
      @Nullable String answer = reader.readLine();
      return answer != null && answer.strip().equalsIgnoreCase("yes");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
