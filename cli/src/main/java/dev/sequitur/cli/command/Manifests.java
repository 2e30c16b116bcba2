package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.gateway.Refusal;
import dev.sequitur.cli.manifest.Bundle;
import dev.sequitur.cli.manifest.ManifestFiles;
import dev.sequitur.cli.output.Sentences;
import dev.sequitur.cli.output.Table;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** Manifests from files, and what the gateway says to them. */
public final class Manifests {

  @Option(
      names = {"-f", "--file"},
      required = true,
      paramLabel = "FILE",
      description = "A file, a folder with files, or - for standard input; may be repeated.")
  private List<String> files = List.of();

  Bundle read(Terminal terminal) {
    return ManifestFiles.read(files, terminal.in());
  }

  /**
   * Has a bundle checked, or stored.
   *
   * @throws dev.sequitur.cli.Failure with each mistake by file, line and pointer
   */
  static JsonNode send(Gateway gateway, Bundle bundle, boolean publish, boolean dryRun) {
    var query =
        Gateway.query(
            Map.of("publish", Boolean.toString(publish), "dryRun", Boolean.toString(dryRun)));
    try {
      return java.util.Objects.requireNonNull(
          gateway.post("/manifests" + query, "application/yaml", bundle.text()));
    } catch (Refusal refusal) {
      throw Sentences.of(refusal.problem(), violation -> bundle.place(violation.pointer()));
    }
  }

  /** What people should know though nothing is wrong goes to stderr, each with its place. */
  static void warn(Terminal terminal, Bundle bundle, JsonNode applied) {
    for (var document : applied.path("documents")) {
      for (var warning : document.path("warnings")) {
        var pointer = "/" + document.path("index").asInt() + warning.path("pointer").asText();
        terminal
            .err()
            .println(
                "warning: %s: %s (%s)"
                    .formatted(
                        bundle.place(pointer),
                        Table.printable(warning.path("detail").asText()),
                        warning.path("code").asText()));
      }
    }
  }

  static Table table(JsonNode applied) {
    var table = new Table("KIND", "NAME", "RESULT", "VERSION", "IN FORCE FROM");
    for (var document : applied.path("documents")) {
      table.row(
          document.path("kind").asText(),
          document.path("name").asText(),
          document.path("result").asText(),
          document.path("version").asText(),
          document.path("effectiveFrom").asText());
    }
    return table;
  }
}
