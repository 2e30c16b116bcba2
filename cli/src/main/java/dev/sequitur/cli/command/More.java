package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Terminal;

/** Says that a list goes on. */
final class More {

  private More() {}

  static void tell(Terminal terminal, JsonNode page) {
    if (page.path("next").isTextual()) {
      terminal.err().println("There are more: --after " + page.path("next").asText());
    }
  }
}
