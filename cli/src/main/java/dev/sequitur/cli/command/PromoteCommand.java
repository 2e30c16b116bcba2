package dev.sequitur.cli.command;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Has the shadow of a rule act. */
@Command(
    name = "promote",
    description = "Have the shadow of a rule act, in the place of the version that did.",
    mixinStandardHelpOptions = true)
public final class PromoteCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();

  @Parameters(paramLabel = "RULE", description = "Its name.")
  private String rule = "";

  public PromoteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var path = "/rules/" + URLEncoder.encode(rule, StandardCharsets.UTF_8) + "/promotion";
    var status =
        Objects.requireNonNull(connection.open(terminal).post(path, "application/json", "{}"))
            .path("status");
    terminal
        .out()
        .println(
            "rule/"
                + rule
                + " version "
                + status.path("version").asInt()
                + " acts from "
                + status.path("effectiveFrom").asText()
                + " on");
    return Exit.OK;
  }
}
