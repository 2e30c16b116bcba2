package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.output.Format;
import dev.sequitur.cli.output.Table;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** How the answer is written. */
public final class Output {

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      defaultValue = "table",
      description = "table (the default), json or yaml.")
  private Format format = Format.TABLE;

  Format format() {
    return format;
  }

  void print(Terminal terminal, JsonNode answer, Function<JsonNode, Table> table) {
    format.print(terminal.out(), answer, table);
  }
}
