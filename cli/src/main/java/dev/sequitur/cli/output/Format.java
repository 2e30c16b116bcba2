package dev.sequitur.cli.output;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.gateway.Json;
import dev.sequitur.cli.manifest.YamlText;
import java.io.PrintWriter;
import java.util.function.Function;

/** How an answer is written. */
public enum Format {
  TABLE,
  JSON,
  YAML;

  /** Writes an answer: as it came, or as the table that is made of it. */
  public void print(PrintWriter out, JsonNode answer, Function<JsonNode, Table> table) {
    switch (this) {
      case JSON -> out.println(Json.pretty(answer));
      case YAML -> out.print(YamlText.of(answer));
      case TABLE -> table.apply(answer).lines().forEach(out::println);
    }
    out.flush();
  }
}
