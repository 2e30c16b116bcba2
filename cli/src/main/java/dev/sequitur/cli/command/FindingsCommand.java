package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.output.Table;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What is found about the rules in force. */
@Command(
    name = "findings",
    description =
        "Show which rules in force never match, do the same, contradict or feed each other.",
    mixinStandardHelpOptions = true)
public final class FindingsCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  public FindingsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var report = connection.open(terminal).get("/rule-findings");
    output.print(terminal, report, FindingsCommand::table);
    if (!report.path("complete").asBoolean()) {
      terminal.err().println("There were too many rules to look at all of them.");
    }
    return Exit.OK;
  }

  private static Table table(JsonNode report) {
    var table = new Table("FINDING", "RULES", "DETAIL", "EVENT");
    for (var one : report.path("items")) {
      table.row(
          one.path("kind").asText(),
          names(one),
          one.path("detail").asText(),
          one.has("event") ? event(one.path("event")) : "");
    }
    for (var one : report.path("unknown")) {
      table.row(one.path("kind").asText() + "?", names(one), one.path("why").asText(), "");
    }
    return table;
  }

  private static String event(JsonNode event) {
    return event.path("type").asText() + " " + event.path("data");
  }

  private static String names(JsonNode finding) {
    var names = new ArrayList<String>();
    finding.path("rules").forEach(name -> names.add(name.asText()));
    return String.join(", ", names);
  }
}
