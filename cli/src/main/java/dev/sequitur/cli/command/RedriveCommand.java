package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Has given-up commands carried out once more: some by id, or all that match a filter. */
@Command(
    name = "redrive",
    description = "Have what was given up carried out once more: by id, by filter, or --all.",
    mixinStandardHelpOptions = true)
public final class RedriveCommand implements Callable<Integer> {

  private static final String JSON = "application/json";

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private DeadLetterFilter filter = new DeadLetterFilter();

  @Parameters(arity = "0..*", paramLabel = "COMMAND", description = "Their ids.")
  private List<UUID> commands = List.of();

  @Option(names = "--all", description = "All there are, where nothing else is said.")
  private boolean all;

  @Option(names = "--dry-run", description = "Only say how many there are.")
  private boolean dryRun;

  public RedriveCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    if (commands.isEmpty() == (filter.isEmpty() && !all)) {
      throw Failure.usage("Say which: ids, or a filter, or --all.");
    }
    if (!commands.isEmpty() && dryRun) {
      throw Failure.usage("--dry-run goes with a filter or --all.");
    }
    var gateway = connection.open(terminal);
    if (!commands.isEmpty()) {
      commands.forEach(command -> one(gateway, command));
    } else if (dryRun) {
      terminal.out().println(count(gateway) + " would go again.");
    } else {
      matching(gateway);
    }
    return Exit.OK;
  }

  private void one(Gateway gateway, UUID command) {
    var answer = gateway.post("/dead-letters/" + command + "/redrive", JSON, "{}");
    terminal
        .out()
        .println(command + " goes again, generation " + said(answer).path("generation").asText());
  }

  private long count(Gateway gateway) {
    var query = filter.query();
    query.put("dryRun", "true");
    return redrive(gateway, query).path("matching").asLong();
  }

  /**
   * The gateway takes so many at once. No more than there were at the beginning: what fails again
   * meanwhile would otherwise go round and round.
   */
  private void matching(Gateway gateway) {
    var wanted = count(gateway);
    var redriven = 0L;
    var taken = wanted;
    while (redriven < wanted && taken > 0) {
      taken = redrive(gateway, filter.query()).path("redriven").asLong();
      redriven += taken;
    }
    terminal.out().println(redriven + " go again.");
  }

  private static JsonNode redrive(Gateway gateway, Map<String, String> query) {
    return said(gateway.post("/dead-letters/redrive" + Gateway.query(query), JSON, "{}"));
  }

  private static JsonNode said(@org.jspecify.annotations.Nullable JsonNode answer) {
    return Objects.requireNonNull(answer);
  }
}
