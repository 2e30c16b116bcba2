package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.output.Table;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** One run, from its event to its end. */
@Command(
    name = "show",
    description = "Show one run from its event to its end.",
    mixinStandardHelpOptions = true)
public final class ShowRunCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "RUN", description = "Its id.")
  private UUID run = new UUID(0, 0);

  public ShowRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    output.print(terminal, connection.open(terminal).get("/runs/" + run), ShowRunCommand::table);
    return Exit.OK;
  }

  private static Table table(JsonNode run) {
    var table = new Table("WHAT", "WHICH", "HOW");
    table.row("run", run.path("runId").asText(), run.path("state").asText());
    table.row(
        "rule",
        run.path("rule").path("name").asText(),
        "version " + run.path("rule").path("version").asText());
    table.row(
        "event", run.path("event").path("id").asText(), run.path("event").path("type").asText());
    if (run.has("rejection")) {
      table.row(
          "rejected",
          run.path("rejection").path("code").asText(),
          run.path("rejection").path("detail").asText());
    }
    for (var action : run.path("actions")) {
      table.row(
          "action " + action.path("step").asText(),
          action.path("uses").asText(),
          action.path("state").asText());
      for (var attempt : action.path("attempts")) {
        table.row("", "attempt " + attempt.path("number").asText(), attempt(attempt));
      }
    }
    run.path("timeline")
        .forEach(entry -> table.row("timeline", entry.path("at").asText(), what(entry)));
    return table;
  }

  private static String attempt(JsonNode attempt) {
    var said = attempt.has("status") ? "HTTP " + attempt.path("status").asText() : "";
    return "%s %s %s"
        .formatted(said, attempt.path("code").asText(), attempt.path("detail").asText())
        .strip();
  }

  private static String what(JsonNode entry) {
    return (entry.path("what").asText() + " " + entry.path("detail").asText()).strip();
  }
}
