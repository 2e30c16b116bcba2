package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.output.Table;

/** What kept a rule from matching, as rows of three cells. */
final class ClauseRows {

  private ClauseRows() {}

  /** The parts that were not true, then the events that one part alone kept out. */
  static void add(Table table, JsonNode found) {
    for (var clause : found.path("clauses")) {
      table.row(
          "not true",
          clause.path("failed").asText(),
          clause.path("clause").asText() + " (alone: " + clause.path("alone").asText() + ")");
    }
    for (var miss : found.path("nearest")) {
      table.row(
          "near",
          miss.path("event").path("id").asText(),
          PartText.of(PartText.deciding(miss.path("clause"))));
    }
  }
}
