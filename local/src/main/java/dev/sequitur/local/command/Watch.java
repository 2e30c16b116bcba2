package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Settings;
import dev.sequitur.local.platform.Shutdown;
import dev.sequitur.local.process.Await;
import dev.sequitur.local.process.OwnProcess;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Looks every second whether all parts run, and starts those again that do not. Ends when it is
 * ended.
 */
record Watch(Setting setting, Home home, LocalPlatform platform) {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  int run() {
    Path record = home.record(Shutdown.WATCH);
    if (OwnProcess.find(record).isPresent()) {
      throw new LocalFailure("Another ./sequitur up --watch is watching already.");
    }
    OwnProcess.recordThis(Shutdown.WATCH, record);
    setting.say("Watching. Ctrl-C ends the watching only.");
    Settings known = Settings.load(home.settings());
    LocalPlatform watched = platform;
    while (!Thread.currentThread().isInterrupted()) {
      Settings now = Settings.load(home.settings());
      if (!now.equals(known)) {
        known = now;
        watched = setting.platform(now);
      }
      for (String part : watched.parts()) {
        look(watched, part, known);
      }
      Await.until(PAUSE, () -> false);
    }
    return 0;
  }

  private void look(LocalPlatform watched, String part, Settings known) {
    if (watched.process(part).isPresent()) {
      return;
    }
    try (StartLock lock = StartLock.take(home)) {
      if (!Settings.load(home.settings()).equals(known)) {
        // Another `up` has ended it meanwhile, because fewer replicas are wanted.
        return;
      }
      setting.say(part + " has ended: starting it again.");
      watched.start(part);
      setting.say(part + " is ready again.");
    } catch (LocalFailure failure) {
      setting.say(String.valueOf(failure.getMessage()));
    }
  }
}
