package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.output.Table;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every rule made of an event, and what stopped it. */
@Command(
    name = "explain",
    description = "Show what every rule made of an event, the nearest first.",
    mixinStandardHelpOptions = true)
public final class ExplainEventCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "EVENT", description = "Its id.")
  private UUID event = new UUID(0, 0);

  @Option(names = "--rule", defaultValue = "", description = "This rule alone.")
  private String rule = "";

  public ExplainEventCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var answer =
        connection
            .open(terminal)
            .get("/events/" + event + "/explanation" + Gateway.query(Map.of("rule", rule)));
    output.print(terminal, answer, ExplainEventCommand::table);
    return Exit.OK;
  }

  private static Table table(JsonNode explanation) {
    var table = new Table("RULE", "VERSION", "OUTCOME", "WHY");
    for (var one : explanation.path("rules")) {
      table.row(
          one.path("rule").asText(),
          one.path("version").asText(),
          one.path("matched").asBoolean() ? "MATCHED" : one.path("stoppedBy").asText(),
          one.path("matched").asBoolean() ? "run " + one.path("run").asText() : why(one));
    }
    return table;
  }

  private static String why(JsonNode rule) {
    if (rule.has("code")) {
      return (rule.path("code").asText() + " " + rule.path("detail").asText()).strip();
    }
    var part = PartText.deciding(rule.path("condition"));
    return part.isMissingNode() ? "" : PartText.of(part);
  }
}
