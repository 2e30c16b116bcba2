package dev.sequitur.local.command;

import dev.sequitur.local.platform.Progress;
import java.time.Duration;

/** One line for each part. */
record ProgressLines(Setting setting) implements Progress {

  @Override
  public void ready(String part, String address, Duration took) {
    line(part, "ready", seconds(took), address);
  }

  @Override
  public void alreadyReady(String part, String address) {
    line(part, "runs", "", address);
  }

  @Override
  public void migrated(int migrations, Duration took) {
    line("schemas", "ready", seconds(took), migrations + " migrations run");
  }

  private void line(String part, String state, String time, String detail) {
    setting.say("%-22s %-6s %8s  %s".formatted(part, state, time, detail));
  }

  private static String seconds(Duration took) {
    return "%.1f s".formatted(took.toMillis() / 1e3);
  }
}
