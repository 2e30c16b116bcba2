package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.gateway.Refusal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a backtest, and says meanwhile how far it has come. */
final class BacktestWatch {

  private static final Duration PAUSE = Duration.ofMillis(500);

  /** Logs of builds are read by people: a line for each tenth is enough. */
  private static final long STEP = 10;

  private final Gateway gateway;
  private final Terminal terminal;
  private final String backtests;
  private long said = -1;

  /**
   * @param backtests path of the rule's backtests
   */
  BacktestWatch(Gateway gateway, Terminal terminal, String backtests) {
    this.gateway = gateway;
    this.terminal = terminal;
    this.backtests = backtests;
  }

  /**
   * Until it is over; it is told to end once the time is.
   *
   * @param begun as it was accepted
   * @param longest null if it may take as long as it takes
   */
  JsonNode follow(JsonNode begun, @Nullable Duration longest) throws InterruptedException {
    var path = backtests + "/" + begun.path("id").asText();
    var start = System.nanoTime();
    var now = begun;
    boolean cancelled = false;
    terminal.err().println("Backtest " + begun.path("id").asText());
    while (!isOver(now)) {
      progress(now);
      if (longest != null && !cancelled && System.nanoTime() - start > longest.toNanos()) {
        terminal.err().println("It has not ended within " + longest + ", and is cancelled.");
        cancel(path);
        cancelled = true;
      }
      Thread.sleep(PAUSE);
      now = gateway.get(path);
    }
    return now;
  }

  /** It may have ended in between: then there is nothing to cancel, and that is what was wanted. */
  private void cancel(String path) {
    try {
      gateway.post(path + "/cancellation", "application/json", "{}");
    } catch (Refusal refusal) {
      if (!refusal.problem().code().equals("BACKTEST_OVER")) {
        throw refusal;
      }
    }
  }

  private void progress(JsonNode backtest) {
    long total = backtest.path("total").asLong();
    long percent = total == 0 ? 0 : 100 * backtest.path("done").asLong() / total;
    if (said < 0 || percent >= said + STEP) {
      said = percent - percent % STEP;
      terminal
          .err()
          .println(
              backtest.path("state").asText()
                  + (total == 0 ? "" : " %d %% of %,d records".formatted(percent, total)));
    }
  }

  private static boolean isOver(JsonNode backtest) {
    return switch (backtest.path("state").asText()) {
      case "WAITING", "RUNNING" -> false;
      default -> true;
    };
  }
}
