package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.output.Table;
import java.util.List;

/** What a backtest has found, as rows; the events in which two versions differ among them. */
final class BacktestTable {

  private static final List<String> COUNTS =
      List.of("matched", "rejected", "unmatched", "suppressed");
  private static final List<String> DIFFERENCES = List.of("added", "removed", "changed");

  /** Events of each kind that are shown; the API has more of them. */
  private static final int SHOWN = 20;

  private final Gateway gateway;
  private final String backtests;

  BacktestTable(Gateway gateway, String backtests) {
    this.gateway = gateway;
    this.backtests = backtests;
  }

  /** Whether the two that were compared part on any event. */
  static boolean differs(JsonNode result) {
    return DIFFERENCES.stream().anyMatch(kind -> result.path("difference").path(kind).asLong() > 0);
  }

  Table of(JsonNode backtest) {
    var result = backtest.path("result");
    var table = new Table("WHAT", "EVENTS", "WHICH");
    table.row("state", "", backtest.path("state").asText());
    table.row(
        "read", result.path("events").path("read").asText(), WindowText.of(result.path("window")));
    var other = "version " + backtest.path("compareWith").asText();
    counts(table, result, other);
    for (var kind : DIFFERENCES) {
      difference(table, backtest, kind);
    }
    ClauseRows.add(table, result);
    return table;
  }

  private static void counts(Table table, JsonNode result, String other) {
    for (var name : COUNTS) {
      var compared = result.path("other").path(name);
      table.row(
          name,
          result.path("counts").path(name).asText(),
          compared.isMissingNode() ? "" : other + ": " + compared.asText());
    }
    result
        .path("counts")
        .path("codes")
        .properties()
        .forEach(code -> table.row("code", code.getValue().asText(), code.getKey()));
  }

  private void difference(Table table, JsonNode backtest, String kind) {
    var count = backtest.path("result").path("difference").path(kind);
    if (count.isMissingNode()) {
      return;
    }
    table.row(kind, count.asText(), "");
    if (count.asLong() > 0) {
      var path = backtests + "/" + backtest.path("id").asText() + "/events?kind=" + kind;
      for (var shown : gateway.get(path + "&limit=" + SHOWN).path("items")) {
        var event = shown.path("event");
        table.row("", event.path("id").asText(), event.path("acceptedAt").asText());
      }
    }
  }
}
