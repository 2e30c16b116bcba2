package dev.sequitur.local.command;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Secrets;
import dev.sequitur.local.platform.ServiceCatalogue;
import dev.sequitur.local.platform.Settings;
import dev.sequitur.local.process.OwnProcess;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts what does not run, waits until all is ready, says where it is, and leaves it running. */
@Command(
    name = "up",
    description = "Start what does not run, in the background, and say where it is.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {

  private final Setting setting;

  @Mixin private UpOptions options = new UpOptions();

  @Option(names = "--watch", description = "Stay, and start again whatever ends by itself.")
  private boolean watch;

  // The script has heard it already.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--no-build", description = "Start what was built before, without looking.")
  private boolean noBuild;

  public UpCommand(Setting setting) {
    this.setting = setting;
  }

  @Override
  public Integer call() {
    long begin = System.nanoTime();
    Home home = setting.home();
    home.create();
    LocalPlatform platform;
    try (StartLock lock = StartLock.take(home)) {
      DiskSpace.require(home);
      Settings before = Settings.load(home.settings());
      platform = setting.platform(settle(home, before));
      platform.startAll(new ProgressLines(setting));
      platform.settleReplicas().forEach(ended -> setting.say("  %-22s ended".formatted(ended)));
    }
    farewell(platform, (System.nanoTime() - begin) / 1e9);
    return watch ? new Watch(setting, home, platform).run() : 0;
  }

  /** Remembers what was asked for; running parts keep the settings that they were started with. */
  private Settings settle(Home home, Settings remembered) {
    Settings wanted = options.applyTo(remembered);
    List<OwnProcess> running = home.running();
    if (!wanted.with(remembered.replicas()).equals(remembered) && !running.isEmpty()) {
      throw new LocalFailure(
          "%s runs with other ports or servers than asked for now: run ./sequitur down first."
              .formatted(running.getFirst().name()));
    }
    wanted.store(home.settings());
    if (wanted.outsideDatabase().isPresent() && options.databasePassword != null) {
      new Secrets(home.secrets()).rememberSuperuserPassword(options.databasePassword);
    }
    return wanted;
  }

  private void farewell(LocalPlatform platform, double seconds) {
    setting.say("");
    setting.say("Sequitur is ready after %.1f s: %s".formatted(seconds, platform.gateway()));
    setting.say(
        "Sign in (once, within 15 minutes): " + platform.signInLink(setting.clock().instant()));
    setting.say(
        "On this machine, actions in workspace \"%s\" may call loopback and private addresses; elsewhere they may not."
            .formatted(ServiceCatalogue.WORKSPACE));
    setting.say("It runs in the background: ./sequitur status | logs | down");
  }
}
