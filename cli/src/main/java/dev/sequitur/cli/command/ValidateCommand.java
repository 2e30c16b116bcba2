package dev.sequitur.cli.command;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Has the gateway check manifests as if they were to be published; stores nothing. */
@Command(
    name = "validate",
    description = "Check manifests as the gateway would before publishing. Nothing is stored.",
    mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Manifests manifests = new Manifests();
  @Mixin private Connection connection = new Connection();

  public ValidateCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var bundle = manifests.read(terminal);
    var checked = Manifests.send(connection.open(terminal), bundle, true, true);
    Manifests.warn(terminal, bundle, checked);
    var count = bundle.documents().size();
    terminal.out().println(count == 1 ? "1 manifest is valid." : count + " manifests are valid.");
    return Exit.OK;
  }
}
