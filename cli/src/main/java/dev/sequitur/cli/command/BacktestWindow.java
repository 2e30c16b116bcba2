package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which events a rule is tried on. */
public final class BacktestWindow {

  @Mixin private Window window = new Window();

  @Option(
      names = "--limit",
      paramLabel = "N",
      description = "Records of the log that are read at most; 1000000.")
  private @Nullable Integer limit;

  /**
   * What is asked for, as the gateway reads it.
   *
   * @param spec what is tried, if it is neither a version nor the draft
   */
  String request(@Nullable JsonNode spec, @Nullable Integer version, @Nullable Integer compare) {
    var request = JsonNodeFactory.withExactBigDecimals(true).objectNode();
    if (spec != null) {
      request.set("spec", spec);
    } else if (version != null) {
      request.put("version", version);
    } else {
      request.put("draft", true);
    }
    if (compare != null) {
      request.put("compareWith", compare);
    }
    window.given().forEach(request::put);
    if (limit != null) {
      request.put("limit", limit);
    }
    return request.toString();
  }
}
