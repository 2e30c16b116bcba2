package dev.sequitur.local.command;

import dev.sequitur.local.Repository;
import dev.sequitur.local.platform.Home;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Overrides;
import dev.sequitur.local.platform.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * What all commands work with.
 *
 * @param out where a person reads
 * @param clock the wall clock, for links that end and for how long something runs
 * @param environment the environment variables
 */
public record Setting(PrintWriter out, InstantSource clock, Map<String, String> environment) {

  private static final String HOME = "SEQUITUR_HOME";

  /** {@code SEQUITUR_HOME}, or {@code .sequitur} in the clone. */
  Home home() {
    String given = environment.getOrDefault(HOME, "");
    return new Home(
        given.isBlank() ? Repository.find().root().resolve(".sequitur") : Path.of(given));
  }

  /** The platform with what was remembered from the last {@code up}. */
  LocalPlatform platform() {
    return platform(Settings.load(home().settings()));
  }

  LocalPlatform platform(Settings settings) {
    return new LocalPlatform(Repository.find(), home(), settings, Overrides.from(environment));
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }
}
