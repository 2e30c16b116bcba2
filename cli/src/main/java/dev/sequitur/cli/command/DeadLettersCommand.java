package dev.sequitur.cli.command;

import dev.sequitur.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What was given up. */
@Command(
    name = "dead-letters",
    description = "List what was given up, and have it carried out once more.",
    mixinStandardHelpOptions = true)
public final class DeadLettersCommand {

  private DeadLettersCommand() {}

  /** With its subcommands. */
  public static CommandLine with(Terminal terminal) {
    return new CommandLine(new DeadLettersCommand())
        .addSubcommand(new ListDeadLettersCommand(terminal))
        .addSubcommand(new RedriveCommand(terminal));
  }
}
