package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.gateway.Refusal;
import dev.sequitur.cli.output.Sentences;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a rule on events that have come, and waits for what it finds. */
@Command(
    name = "backtest",
    description = {
      "Try a rule on events of the past, without effects; with --compare 1 if the two differ.",
      "The usual time is a day."
    },
    mixinStandardHelpOptions = true)
public final class BacktestRuleCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();
  @Mixin private BacktestWindow window = new BacktestWindow();

  @Parameters(paramLabel = "RULE", description = "Its name.")
  private String rule = "";

  @Option(
      names = {"-f", "--file"},
      paramLabel = "FILE",
      description = "Try the rule as it is in a manifest (- reads standard input).")
  private @Nullable String file;

  @Option(
      names = "--version",
      paramLabel = "N",
      description = "Try a published version; without this and --file: the draft.")
  private @Nullable Integer version;

  @Option(
      names = "--compare",
      paramLabel = "N",
      description = "Hold it against a published version.")
  private @Nullable Integer compare;

  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      description = "Cancel it after this long, as in PT5M; left out: never.")
  private @Nullable Duration timeout;

  public BacktestRuleCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    var draft = file == null ? null : RuleFile.read(file, rule, terminal.in());
    if (draft != null && version != null) {
      throw Failure.usage("Either --file or --version.");
    }
    var gateway = connection.open(terminal);
    var request = window.request(draft == null ? null : draft.spec(), version, compare);
    var watch = new BacktestWatch(gateway, terminal, RulePath.of(rule, "backtests"));
    return told(gateway, watch.follow(begun(gateway, request, draft), timeout));
  }

  /** Mistakes in a file are told with their lines. */
  private JsonNode begun(Gateway gateway, String request, @Nullable RuleFile draft) {
    try {
      return Objects.requireNonNull(
          gateway.post(RulePath.of(rule, "backtests"), "application/json", request));
    } catch (Refusal refusal) {
      throw Sentences.of(
          refusal.problem(),
          violation -> draft == null ? violation.pointer() : draft.place(violation.pointer()));
    }
  }

  private int told(Gateway gateway, JsonNode backtest) {
    if (backtest.path("state").asText().equals("FAILED")) {
      throw new Failure(
          Exit.REFUSED,
          "The backtest has failed: %s (%s)"
              .formatted(backtest.path("detail").asText(), backtest.path("code").asText()));
    }
    var table = new BacktestTable(gateway, RulePath.of(rule, "backtests"));
    output.print(terminal, backtest, table::of);
    var result = backtest.path("result");
    WindowText.warn(terminal, result.path("window"));
    return backtest.path("state").asText().equals("SUCCEEDED") && !BacktestTable.differs(result)
        ? Exit.OK
        : Exit.DIFFERENT;
  }
}
