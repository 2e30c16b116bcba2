package dev.sequitur.cli.command;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Archives definitions: they act no more, for good, and their names are free again. */
@Command(
    name = "delete",
    description = "Archive definitions: they act no more, and their names are free again.",
    mixinStandardHelpOptions = true)
public final class DeleteCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();

  @Parameters(index = "0", paramLabel = "KIND", description = "rule, trigger …")
  private String kind = "";

  @Parameters(index = "1..*", arity = "1..*", paramLabel = "NAME", description = "Which of them.")
  private List<String> names = List.of();

  public DeleteCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var kinds = Kinds.of(connection.open(terminal));
    var found = kinds.named(kind);
    for (var name : names) {
      kinds.gateway().delete(Kinds.path(found, name));
      terminal.out().println(found.name() + "/" + name + " deleted");
    }
    return Exit.OK;
  }
}
