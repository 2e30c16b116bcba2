package dev.sequitur.cli.command;

import dev.sequitur.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What became of events. */
@Command(
    name = "runs",
    description = "List, show, watch and cancel runs.",
    mixinStandardHelpOptions = true)
public final class RunsCommand {

  private RunsCommand() {}

  /** With its subcommands. */
  public static CommandLine with(Terminal terminal) {
    return new CommandLine(new RunsCommand())
        .addSubcommand(new ListRunsCommand(terminal))
        .addSubcommand(new ShowRunCommand(terminal))
        .addSubcommand(new WatchRunsCommand(terminal))
        .addSubcommand(new CancelRunCommand(terminal));
  }
}
