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
import picocli.CommandLine.Parameters;

/** Why a rule acted within a window of the log, or did not. */
@Command(
    name = "explain",
    description = {
      "Show why a rule acted on the events of a time, or did not; 1 if it did not.",
      "The usual time is an hour."
    },
    mixinStandardHelpOptions = true)
public final class ExplainRuleCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();
  @Mixin private Window window = new Window();

  @Parameters(paramLabel = "RULE", description = "Its name.")
  private String rule = "";

  @Option(
      names = "--limit",
      defaultValue = "",
      paramLabel = "N",
      description = "Records of the log that are read at most; 20000.")
  private String limit = "";

  public ExplainRuleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var query = new LinkedHashMap<>(window.given());
    query.put("limit", limit);
    var answer =
        connection.open(terminal).get(RulePath.of(rule, "explanation") + Gateway.query(query));
    output.print(terminal, answer, ExplainRuleCommand::table);
    WindowText.warn(terminal, answer.path("window"));
    return answer.path("matched").asLong() > 0 ? Exit.OK : Exit.DIFFERENT;
  }

  private static Table table(JsonNode explanation) {
    var table = new Table("WHAT", "EVENTS", "WHICH");
    table.row(
        "read",
        explanation.path("events").path("read").asText(),
        WindowText.of(explanation.path("window")));
    table.row("matched", explanation.path("matched").asText(), "");
    explanation
        .path("stopped")
        .properties()
        .forEach(stop -> table.row("stopped", stop.getValue().asText(), stop.getKey()));
    ClauseRows.add(table, explanation);
    explanation.path("says").forEach(sentence -> table.row("says", "", sentence.asText()));
    return table;
  }
}
