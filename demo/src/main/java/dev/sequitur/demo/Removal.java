package dev.sequitur.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.command.Kinds;
import dev.sequitur.cli.gateway.Kind;
import dev.sequitur.cli.gateway.Refusal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Takes away whatever the demo has put there, whatever is left of it. What happened stays in the
 * log, as with any automation: runs, reports that were made, the audit.
 */
final class Removal {

  /** What speaks is removed before what it speaks to. */
  private static final List<String> ORDER = List.of("Trigger", "Subscription", "Rule");

  private final Stack stack;
  private final Terminal terminal;

  Removal(Stack stack, Terminal terminal) {
    this.stack = stack;
    this.terminal = terminal;
  }

  void run() throws InterruptedException, IOException {
    var companions = new Companions(stack);
    companions.stopGenerator();
    var definitions = definitions();
    var secrets = secrets();
    try (var topics = new Topics(stack.kafka())) {
      topics.delete();
    }
    companions.stopReceiver();
    new Signing(stack.home().secrets()).forget();
    terminal
        .out()
        .printf(
            "The demo is gone: %d definitions, %d secrets, its topics, its processes.%n",
            definitions, secrets);
  }

  /** By label, so that samples of another version are found too. */
  private int definitions() {
    var kinds = Kinds.of(stack.gateway());
    var ordered = new ArrayList<>(kinds.all());
    ordered.sort(Comparator.comparingInt(Removal::turn));
    var removed = 0;
    for (var kind : ordered) {
      for (var definition : kinds.list(kind)) {
        if (isOurs(definition)) {
          delete("/" + kind.path() + "/" + definition.path("metadata").path("name").asText());
          removed++;
        }
      }
    }
    return removed;
  }

  private static int turn(Kind kind) {
    var turn = ORDER.indexOf(kind.name());
    return turn < 0 ? ORDER.size() : turn;
  }

  private static boolean isOurs(JsonNode definition) {
    return definition.path("metadata").path("labels").path("demo").asText().equals("true");
  }

  private int secrets() {
    var removed = 0;
    for (var secret : stack.gateway().list("/secrets")) {
      if (Signing.NAMES.contains(secret.path("name").asText())) {
        delete("/secrets/" + secret.path("name").asText());
        removed++;
      }
    }
    return removed;
  }

  /** Somebody else may have been quicker. */
  private void delete(String path) {
    try {
      stack.gateway().delete(path);
    } catch (Refusal refusal) {
      if (refusal.problem().status() != 404) {
        throw refusal;
      }
    }
  }
}
