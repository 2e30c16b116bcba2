package dev.sequitur.local;

import dev.sequitur.local.command.DoctorCommand;
import dev.sequitur.local.command.DownCommand;
import dev.sequitur.local.command.LinkCommand;
import dev.sequitur.local.command.LogsCommand;
import dev.sequitur.local.command.MigrateCommand;
import dev.sequitur.local.command.ResetCommand;
import dev.sequitur.local.command.SecretsCommand;
import dev.sequitur.local.command.Setting;
import dev.sequitur.local.command.StatusCommand;
import dev.sequitur.local.command.TokenCommand;
import dev.sequitur.local.command.UpCommand;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What {@code ./sequitur} runs once everything is built. */
@Command(
    name = "./sequitur",
    description =
        "Sequitur on this machine: broker, database and six services, without containers.",
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "With any gateway (--gateway, --key, --workspace; this machine's if left out):",
      "  apply         Store manifests as drafts, and publish them if asked to.",
      "  diff          Show what apply would change.",
      "  validate      Check manifests. Nothing is stored.",
      "  get           Show definitions, or write them as manifests.",
      "  delete        Archive definitions.",
      "  events        Send events.",
      "  rules         Test, explain and backtest rules, and look at rules that meet.",
      "  runs          List, show and watch runs.",
      "  dead-letters  List what was given up, and have it carried out once more.",
      "  completion    Print a script that completes these commands in bash and zsh.",
      "",
      "To look around:",
      "  demo          Sample automations, orders for them, and a page that shows what they do.",
      "  kafka         Kafka's own tools: topics, consumer-groups, configs and others.",
      "",
      "Through the build:",
      "  test     Check everything, as CI does.",
      "  torture  Kill, pause and break parts under load, and check every promise.",
      "  upgrade  Run an older build and this one beside each other, under load.",
      "  bench    Measure what it does and what it costs."
    })
public final class Main {

  // Held on to: the level of a logger that nobody holds is forgotten.
  private static final Logger FLYWAY = Logger.getLogger("org.flywaydb");

  private Main() {}

  public static void main(String[] arguments) {
    FLYWAY.setLevel(Level.SEVERE);
    PrintWriter out = new PrintWriter(System.out, true);
    Setting setting = new Setting(out, InstantSource.system(), System.getenv());
    CommandLine commands =
        new CommandLine(new Main())
            .addSubcommand(new UpCommand(setting))
            .addSubcommand(new DownCommand(setting))
            .addSubcommand(new StatusCommand(setting))
            .addSubcommand(new LogsCommand(setting))
            .addSubcommand(new DoctorCommand(setting))
            .addSubcommand(new ResetCommand(setting))
            .addSubcommand(new TokenCommand(setting))
            .addSubcommand(new SecretsCommand(setting))
            .addSubcommand(new MigrateCommand(setting))
            .addSubcommand(new LinkCommand(setting))
            .setExecutionExceptionHandler(Main::report);
    System.exit(commands.execute(arguments));
  }

  private static int report(Exception failure, CommandLine command, CommandLine.ParseResult parsed)
      throws Exception {
    if (failure instanceof LocalFailure) {
      command.getErr().println(failure.getMessage());
      return 1;
    }
    if (failure instanceof UncheckedIOException || failure instanceof IOException) {
      command
          .getErr()
          .printf(
              "Reading or writing failed: %s. Look whether the disk is full, and whether .sequitur belongs to you.%n",
              failure.getMessage());
      return 1;
    }
    throw failure;
  }
}
