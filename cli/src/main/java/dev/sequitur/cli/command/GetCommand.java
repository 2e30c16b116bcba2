package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Json;
import dev.sequitur.cli.gateway.Kind;
import dev.sequitur.cli.manifest.Canonical;
import dev.sequitur.cli.manifest.YamlText;
import dev.sequitur.cli.output.Table;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Definitions as they are stored. */
@Command(
    name = "get",
    description = "Show definitions. With -o yaml they are manifests that apply takes back.",
    mixinStandardHelpOptions = true)
public final class GetCommand implements Callable<Integer> {

  private static final String ALL = "all";

  private final Terminal terminal;

  @Mixin private Connection connection = new Connection();
  @Mixin private Output output = new Output();

  @Parameters(
      index = "0",
      paramLabel = "KIND",
      description = "rule, triggers, ReportDefinition …; or all.")
  private String kind = ALL;

  @Parameters(index = "1", arity = "0..1", paramLabel = "NAME", description = "One of them.")
  private @Nullable String name;

  @Option(
      names = {"-l", "--label"},
      paramLabel = "KEY=VALUE",
      description = "Only those with this label; may be repeated.")
  private Map<String, String> labels = new LinkedHashMap<>();

  public GetCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var kinds = Kinds.of(connection.open(terminal));
    if (name != null && !kind.equals(ALL)) {
      var found = kinds.gateway().get(Kinds.path(kinds.named(kind), name));
      print(List.of(found), found);
      return Exit.OK;
    }
    var found = list(kinds, kind.equals(ALL) ? kinds.all() : List.of(kinds.named(kind)));
    print(found, JsonNodeFactory.instance.arrayNode().addAll(found));
    return Exit.OK;
  }

  private List<JsonNode> list(Kinds kinds, List<Kind> wanted) {
    var found = new ArrayList<JsonNode>();
    for (var each : wanted) {
      kinds.list(each).stream().filter(this::isLabelled).forEach(found::add);
    }
    return found;
  }

  private boolean isLabelled(JsonNode definition) {
    var has = definition.path("metadata").path("labels");
    return labels.entrySet().stream()
        .allMatch(label -> label.getValue().equals(has.path(label.getKey()).asText()));
  }

  private void print(List<JsonNode> definitions, JsonNode json) {
    switch (output.format()) {
      case JSON -> terminal.out().println(Json.pretty(json));
      case YAML -> terminal.out().print(manifests(definitions));
      case TABLE -> table(definitions).lines().forEach(terminal.out()::println);
    }
  }

  private static String manifests(List<JsonNode> definitions) {
    return definitions.stream()
        .map(definition -> YamlText.of(Canonical.manifest(definition)))
        .collect(Collectors.joining("---\n"));
  }

  private static Table table(List<JsonNode> definitions) {
    var table = new Table("KIND", "NAME", "STATE", "VERSION", "UPDATED", "BY", "LABELS");
    for (var definition : definitions) {
      var metadata = definition.path("metadata");
      table.row(
          definition.path("kind").asText(),
          metadata.path("name").asText(),
          definition.path("status").path("state").asText(),
          definition.path("status").path("version").asText(),
          metadata.path("updatedAt").asText(),
          metadata.path("updatedBy").asText(),
          metadata
              .path("labels")
              .propertyStream()
              .map(label -> label.getKey() + "=" + label.getValue().asText())
              .collect(Collectors.joining(",")));
    }
    return table;
  }
}
