package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Kind;
import dev.sequitur.cli.manifest.Difference;
import dev.sequitur.cli.manifest.Document;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What apply would change in the drafts. */
@Command(
    name = "diff",
    description = "Show what apply would change. The exit code is 1 if anything would.",
    mixinStandardHelpOptions = true)
public final class DiffCommand implements Callable<Integer> {

  private final Terminal terminal;

  @Mixin private Manifests manifests = new Manifests();
  @Mixin private Connection connection = new Connection();

  public DiffCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    var bundle = manifests.read(terminal);
    var kinds = Kinds.of(connection.open(terminal));
    var exit = Exit.OK;
    for (var document : bundle.documents()) {
      var lines = Difference.between(stored(kinds, document), document);
      lines.forEach(terminal.out()::println);
      exit = lines.isEmpty() ? exit : Exit.DIFFERENT;
    }
    return exit;
  }

  private static @Nullable JsonNode stored(Kinds kinds, Document document) {
    var json = document.json();
    Kind kind = kinds.named(json.path("kind").asText("without a name"));
    return kinds.find(kind, json.path("metadata").path("name").asText()).orElse(null);
  }
}
