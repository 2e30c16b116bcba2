package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.output.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What was given up, the newest first. */
@Command(
    name = "list",
    description = "List what was given up, the newest first.",
    mixinStandardHelpOptions = true)
public final class ListDeadLettersCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();
  @Mixin private DeadLetterFilter filter = new DeadLetterFilter();

  @Option(names = "--redriven", description = "Also those that were redriven.")
  private boolean redriven;

  @Option(names = "--limit", defaultValue = "", paramLabel = "N", description = "At most; 50.")
  private String limit = "";

  @Option(
      names = "--after",
      defaultValue = "",
      paramLabel = "PLACE",
      description = "Go on after an earlier page: its next.")
  private String after = "";

  public ListDeadLettersCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var query = filter.query();
    query.put("redriven", redriven ? "true" : "");
    query.put("limit", limit);
    query.put("after", after);
    var page = connection.open(terminal).get("/dead-letters" + Gateway.query(query));
    output.print(terminal, page, ListDeadLettersCommand::table);
    More.tell(terminal, page);
    return Exit.OK;
  }

  private static Table table(JsonNode page) {
    var table = new Table("COMMAND", "RULE", "STEP", "CODE", "AT", "REDRIVEN", "DETAIL");
    for (var letter : page.path("items")) {
      table.row(
          letter.path("commandId").asText(),
          letter.path("starter").path("name").asText(),
          letter.path("step").asText(),
          letter.path("code").asText(),
          letter.path("at").asText(),
          letter.path("redrivenAt").asText(),
          letter.path("detail").asText());
    }
    return table;
  }
}
