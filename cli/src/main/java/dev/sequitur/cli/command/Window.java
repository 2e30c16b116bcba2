package dev.sequitur.cli.command;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Option;

/** A time on the log; how far back it reaches if nothing is said is the command's own matter. */
public final class Window {

  @Option(
      names = "--from",
      defaultValue = "",
      paramLabel = "INSTANT",
      description = "Inclusive; left out: as long before --to as is usual for the command.")
  private String from = "";

  @Option(
      names = "--to",
      defaultValue = "",
      paramLabel = "INSTANT",
      description = "Exclusive; left out: now.")
  private String to = "";

  /** What was given of it, by the names that the gateway reads. */
  Map<String, String> given() {
    var given = new LinkedHashMap<String, String>();
    if (!from.isEmpty()) {
      given.put("from", from);
    }
    if (!to.isEmpty()) {
      given.put("to", to);
    }
    return given;
  }
}
