package dev.sequitur.demo;

import dev.sequitur.cli.Terminal;
import picocli.CommandLine;

/** What {@code ./sequitur demo} runs. */
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    var terminal = Terminal.system();
    var command =
        new CommandLine(new DemoCommand(terminal))
            .setOut(terminal.out())
            .setErr(terminal.err())
            .setExecutionExceptionHandler(dev.sequitur.cli.Main::report);
    System.exit(command.execute(arguments));
  }
}
