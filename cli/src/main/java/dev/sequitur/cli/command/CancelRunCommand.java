package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Cancels runs: nothing of them begins any more, and nothing is repeated. */
@Command(
    name = "cancel",
    description = "Cancel runs: nothing of them begins any more, and nothing is repeated.",
    mixinStandardHelpOptions = true)
public final class CancelRunCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();

  @Parameters(arity = "1..*", paramLabel = "RUN", description = "Their ids.")
  private List<UUID> runs = List.of();

  @Option(names = "--reason", paramLabel = "TEXT", description = "Shown with the run.")
  private @Nullable String reason;

  public CancelRunCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var gateway = connection.open(terminal);
    runs.forEach(run -> cancel(gateway, run));
    return Exit.OK;
  }

  private void cancel(Gateway gateway, UUID run) {
    var body = JsonNodeFactory.instance.objectNode();
    if (reason != null) {
      body.put("reason", reason);
    }
    var answer =
        gateway.post("/runs/" + run + "/cancellation", "application/json", body.toString());
    terminal.out().println(run + said(Objects.requireNonNull(answer)));
  }

  private static String said(JsonNode answer) {
    var underWay = answer.path("underWay").asInt();
    return underWay == 0
        ? " is cancelled."
        : " is cancelled; " + underWay + " of its actions go on to their own end.";
  }
}
