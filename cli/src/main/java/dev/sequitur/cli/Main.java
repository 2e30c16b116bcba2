package dev.sequitur.cli;

import dev.sequitur.cli.command.ApplyCommand;
import dev.sequitur.cli.command.DeadLettersCommand;
import dev.sequitur.cli.command.DeleteCommand;
import dev.sequitur.cli.command.DiffCommand;
import dev.sequitur.cli.command.EventsCommand;
import dev.sequitur.cli.command.GetCommand;
import dev.sequitur.cli.command.RulesCommand;
import dev.sequitur.cli.command.RunsCommand;
import dev.sequitur.cli.command.ValidateCommand;
import dev.sequitur.cli.gateway.Refusal;
import dev.sequitur.cli.output.Sentences;
import dev.sequitur.local.LocalFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The commands for users: they work with any gateway, and start nothing. */
@Command(
    name = "./sequitur",
    description = "Work with a gateway: the one on this machine, or any other.",
    mixinStandardHelpOptions = true)
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var terminal = Terminal.system();
    var exit = commands(terminal).execute(arguments);
    terminal.out().flush();
    System.exit(exit);
  }

  /** All commands, with their help. */
  public static CommandLine commands(Terminal terminal) {
    var commands =
        new CommandLine(new Main())
            .addSubcommand(new ApplyCommand(terminal))
            .addSubcommand(new DiffCommand(terminal))
            .addSubcommand(new ValidateCommand(terminal))
            .addSubcommand(new GetCommand(terminal))
            .addSubcommand(new DeleteCommand(terminal))
            .addSubcommand(EventsCommand.with(terminal))
            .addSubcommand(RulesCommand.with(terminal))
            .addSubcommand(RunsCommand.with(terminal))
            .addSubcommand(DeadLettersCommand.with(terminal))
            .addSubcommand("completion", new GenerateCompletion());
    return commands
        .setOut(terminal.out())
        .setErr(terminal.err())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::report);
  }

  /** Says why in a sentence; what nobody expected keeps its trace. */
  public static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    command.getOut().flush();
    switch (failure) {
      case Failure known -> {
        command.getErr().println(known.getMessage());
        return known.exit();
      }
      case Refusal refusal -> {
        var known = Sentences.of(refusal.problem());
        command.getErr().println(known.getMessage());
        return known.exit();
      }
      case LocalFailure local -> {
        command.getErr().println(local.getMessage());
        return Exit.UNREACHABLE;
      }
      case UncheckedIOException file -> {
        command.getErr().println("Reading or writing failed: " + file.getCause());
        return Exit.USAGE;
      }
      case IOException file -> {
        command.getErr().println("Reading or writing failed: " + file);
        return Exit.USAGE;
      }
      default -> throw failure;
    }
  }
}
