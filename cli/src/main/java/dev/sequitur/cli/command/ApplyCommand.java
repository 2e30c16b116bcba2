package dev.sequitur.cli.command;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stores manifests, all or none of an owner's; the same again changes nothing. */
@Command(
    name = "apply",
    description = "Store manifests as drafts, and publish them if asked to.",
    mixinStandardHelpOptions = true)
public final class ApplyCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Manifests manifests = new Manifests();
  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Option(names = "--publish", description = "Put them in force.")
  private boolean publish;

  @Option(names = "--dry-run", description = "Only say what would happen.")
  private boolean dryRun;

  public ApplyCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var bundle = manifests.read(terminal);
    var applied = Manifests.send(connection.open(terminal), bundle, publish, dryRun);
    output.print(terminal, applied, Manifests::table);
    Manifests.warn(terminal, bundle, applied);
    if (dryRun) {
      terminal.err().println("Nothing was stored: this was a dry run.");
    }
    return Exit.OK;
  }
}
