package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.output.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Runs the cases of drafts. */
@Command(
    name = "test",
    description = "Run the cases stored with the drafts of rules; 1 if one fails.",
    mixinStandardHelpOptions = true)
public final class TestRulesCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Parameters(arity = "1..*", paramLabel = "RULE", description = "Their names.")
  private List<String> rules = new ArrayList<>();

  public TestRulesCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var gateway = connection.open(terminal);
    int failed = 0;
    for (var rule : rules) {
      var path = RulePath.of(rule, "test-run");
      var run = Objects.requireNonNull(gateway.post(path, "application/json", "{}"));
      output.print(terminal, run, TestRulesCommand::table);
      failed += run.path("failed").asInt();
    }
    return failed == 0 ? Exit.OK : Exit.DIFFERENT;
  }

  private static Table table(JsonNode run) {
    var table = new Table("CASE", "RESULT", "DETAIL");
    for (var one : run.path("cases")) {
      table.row(
          one.path("name").asText(),
          one.path("passed").asBoolean() ? "passed" : "FAILED",
          why(one));
    }
    for (var part : run.path("coverage")) {
      for (var missing : part.path("missing")) {
        table.row(part.path("cel").asText(), words(missing.asText()), "no case has shown it so");
      }
    }
    return table;
  }

  private static String why(JsonNode one) {
    var details = new ArrayList<String>();
    for (var difference : one.path("differences")) {
      details.add(
          (difference.path("pointer").asText() + " " + difference.path("detail").asText()).strip());
    }
    return String.join("; ", details);
  }

  private static String words(String missing) {
    return missing.equals("neverTrue") ? "never true" : "never false";
  }
}
