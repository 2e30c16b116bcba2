package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.output.Table;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has a version of a rule decide without effects. */
@Command(
    name = "shadow",
    description =
        "Have the draft of a rule decide beside the version that acts, without effects; see how they"
            + " differ.",
    mixinStandardHelpOptions = true)
public final class ShadowCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Parameters(paramLabel = "RULE", description = "Its name.")
  private String rule = "";

  @ArgGroup private Wish wish = new Wish();

  /** One of these, or none. */
  static final class Wish {

    @Option(names = "--of", paramLabel = "VERSION", description = "A published version instead.")
    private @Nullable Integer version;

    @Option(names = "--show", description = "Only show how they differ.")
    private boolean show;

    @Option(names = "--withdraw", description = "End it; the version stays.")
    private boolean withdraw;
  }

  public ShadowCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var gateway = connection.open(terminal);
    var path = "/rules/" + URLEncoder.encode(rule, StandardCharsets.UTF_8) + "/shadow";
    if (wish.show) {
      output.print(terminal, gateway.get(path), ShadowCommand::table);
    } else if (wish.withdraw) {
      gateway.delete(path);
      terminal.out().println("rule/" + rule + " has no shadow any more");
    } else {
      var body = wish.version == null ? "{}" : "{\"version\":" + wish.version + "}";
      var status =
          Objects.requireNonNull(gateway.post(path, "application/json", body)).path("status");
      terminal
          .out()
          .println(
              "rule/"
                  + rule
                  + " version "
                  + status.path("shadow").path("version").asInt()
                  + " decides without effects from "
                  + status.path("effectiveFrom").asText()
                  + " on");
    }
    return Exit.OK;
  }

  private static Table table(JsonNode difference) {
    var table = new Table("WHAT", "EVENTS", "EVENT", "ACCEPTED", "CODE");
    for (var count : new String[] {"same", "changed", "added", "removed", "errors"}) {
      table.row(count, difference.path("counts").path(count).asText(), "", "", "");
    }
    for (var one : difference.path("events")) {
      table.row(
          one.path("difference").asText().toLowerCase(java.util.Locale.ROOT),
          "",
          one.path("event").asText(),
          one.path("acceptedAt").asText(),
          one.path("code").asText());
    }
    return table;
  }
}
