package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Terminal;

/** Which part of the log was looked at. */
final class WindowText {

  private WindowText() {}

  static String of(JsonNode window) {
    return window.path("from").asText() + " to " + window.path("to").asText();
  }

  /** Says where it is less than was asked for: a script that reads stdout is not disturbed. */
  static void warn(Terminal terminal, JsonNode window) {
    switch (window.path("narrowed").asText()) {
      case "RETENTION" ->
          terminal
              .err()
              .println("Older events are no longer kept: the window begins where the log does.");
      case "LIMIT" ->
          terminal.err().println("There are more events than --limit: these are the latest.");
      default -> {} // All of it was looked at.
    }
    if (!window.path("complete").asBoolean(true)) {
      terminal.err().println("The time was over before all of the window was read.");
    }
  }
}
