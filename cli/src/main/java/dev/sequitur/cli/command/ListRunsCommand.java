package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs by filter, the newest first. */
@Command(
    name = "list",
    description = "List runs, the newest first.",
    mixinStandardHelpOptions = true)
public final class ListRunsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Option(names = "--rule", defaultValue = "", description = "Of this rule.")
  private String rule = "";

  @Option(names = "--state", defaultValue = "", description = "RUNNING, SUCCEEDED, FAILED …")
  private String state = "";

  @Option(names = "--action-state", defaultValue = "", description = "With an action in it: DEAD …")
  private String actionState = "";

  @Option(names = "--event", defaultValue = "", paramLabel = "ID", description = "Of this event.")
  private String event = "";

  @Option(names = "--from", defaultValue = "", paramLabel = "INSTANT", description = "Inclusive.")
  private String from = "";

  @Option(names = "--to", defaultValue = "", paramLabel = "INSTANT", description = "Exclusive.")
  private String to = "";

  @Option(names = "--limit", defaultValue = "", paramLabel = "N", description = "At most; 50.")
  private String limit = "";

  @Option(
      names = "--after",
      defaultValue = "",
      paramLabel = "PLACE",
      description = "Go on after an earlier page: its next.")
  private String after = "";

  public ListRunsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var page = connection.open(terminal).get("/runs" + query());
    output.print(terminal, page, ListRunsCommand::table);
    More.tell(terminal, page);
    return Exit.OK;
  }

  private String query() {
    var query = new LinkedHashMap<String, String>();
    query.put("rule", rule);
    query.put("state", state.toUpperCase(java.util.Locale.ROOT));
    query.put("actionState", actionState.toUpperCase(java.util.Locale.ROOT));
    query.put("eventId", event);
    query.put("from", from);
    query.put("to", to);
    query.put("limit", limit);
    query.put("after", after);
    return Gateway.query(query);
  }

  private static Table table(JsonNode page) {
    var table = new Table("RUN", "STATE", "RULE", "EVENT", "ACCEPTED", "ENDED");
    for (var run : page.path("items")) {
      table.row(
          run.path("runId").asText(),
          run.path("state").asText(),
          run.path("rule").path("name").asText(),
          run.path("event").path("id").asText(),
          run.path("event").path("acceptedAt").asText(),
          run.path("endedAt").asText());
    }
    return table;
  }
}
