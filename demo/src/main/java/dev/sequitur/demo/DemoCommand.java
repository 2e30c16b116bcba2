package dev.sequitur.demo;

import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.Terminal;
import dev.sequitur.demo.order.Plan;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what Sequitur does, with sample automations and orders; and takes all of it away again. */
@Command(
    name = "./sequitur demo",
    description = {
      "Apply sample automations, send them orders, and show on a page what they do.",
      "Needs the stack on this machine: ./sequitur up"
    },
    mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Option(
      names = "--rate",
      defaultValue = "2",
      paramLabel = "N",
      description = "Orders a second; ${DEFAULT-VALUE}.")
  private double rate;

  @Option(
      names = "--errors",
      defaultValue = "0.1",
      paramLabel = "SHARE",
      description = "Share of orders whose payment fails, 0 to 1; ${DEFAULT-VALUE}.")
  private double errors;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed makes the same orders; drawn if left out.")
  private @Nullable Long seed;

  @Option(names = "--count", paramLabel = "N", description = "So many orders.")
  private @Nullable Integer count;

  @Option(
      names = "--minutes",
      defaultValue = "10",
      paramLabel = "N",
      description = "Orders for so long, without --count; ${DEFAULT-VALUE}.")
  private double minutes;

  @Option(
      names = "--port-base",
      paramLabel = "PORT",
      description =
          "The receiver's page; its mail server and the payments are on the next two. 8090.")
  private @Nullable Integer port;

  @Option(names = "--remove", description = "End and delete all that belongs to the demo.")
  private boolean remove;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException, IOException {
    var stack = Stack.of(terminal);
    if (remove) {
      new Removal(stack, terminal).run();
      return Exit.OK;
    }
    var plan = plan();
    new Start(stack, terminal, port).run(plan);
    return Exit.OK;
  }

  private Plan plan() {
    if (rate <= 0 || rate > 500 || errors < 0 || errors > 1) {
      throw Failure.usage("--rate is more than 0 and at most 500, --errors is from 0 to 1.");
    }
    if (count != null && count < 0 || minutes <= 0 || minutes > 1_440) {
      throw Failure.usage("--count is not negative, --minutes are more than 0 and at most 1440.");
    }
    var orders = count != null ? count : (int) Math.min(1_000_000, Math.ceil(rate * 60 * minutes));
    var drawn = seed != null ? seed : new SecureRandom().nextInt(1, 1_000_000);
    var pause = Duration.ofNanos((long) (1_000_000_000 / rate));
    return new Plan(drawn, orders, errors, pause);
  }
}
