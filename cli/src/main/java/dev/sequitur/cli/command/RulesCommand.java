package dev.sequitur.cli.command;

import dev.sequitur.cli.Terminal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What can be said of rules, before they act and afterwards. */
@Command(
    name = "rules",
    description =
        "Run the cases stored with rules, look for rules that get in each other's way, ask why they"
            + " acted, try versions and the past, and count what rules did.",
    mixinStandardHelpOptions = true)
public final class RulesCommand {

  private RulesCommand() {}

  /** With its subcommands. */
  public static CommandLine with(Terminal terminal) {
    return new CommandLine(new RulesCommand())
        .addSubcommand(new TestRulesCommand(terminal))
        .addSubcommand(new FindingsCommand(terminal))
        .addSubcommand(new RuleAnalyticsCommand(terminal))
        .addSubcommand(new ShadowCommand(terminal))
        .addSubcommand(new PromoteCommand(terminal))
        .addSubcommand(new ExplainRuleCommand(terminal))
        .addSubcommand(new BacktestRuleCommand(terminal));
  }
}
