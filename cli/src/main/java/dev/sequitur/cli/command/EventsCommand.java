package dev.sequitur.cli.command;

import dev.sequitur.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What is done with events. */
@Command(name = "events", description = "Send and explain events.", mixinStandardHelpOptions = true)
public final class EventsCommand {

  private EventsCommand() {}

  /** With its subcommands. */
  public static CommandLine with(Terminal terminal) {
    return new CommandLine(new EventsCommand())
        .addSubcommand(new SendEventsCommand(terminal))
        .addSubcommand(new ExplainEventCommand(terminal));
  }
}
