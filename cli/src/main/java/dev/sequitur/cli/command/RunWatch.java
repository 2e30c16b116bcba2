package dev.sequitur.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Gateway;
import dev.sequitur.cli.gateway.Json;
import dev.sequitur.cli.gateway.ServerSentEvents;
import dev.sequitur.cli.output.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Listens to the live stream. When it is cut off it comes back with the last id that it heard, so
 * that nothing is missed; when something was missed all the same, it says so and asks anew.
 */
final class RunWatch {

  private static final Duration PAUSE = Duration.ofSeconds(1);
  private static final int MOST_FAILURES = 60;
  private static final String RUNNING = "RUNNING";

  private final Gateway gateway;
  private final Terminal terminal;
  private final @Nullable UUID run;
  private final String rule;
  private String lastId = "";
  private String lastState = "";
  private int failures;

  RunWatch(Gateway gateway, Terminal terminal, @Nullable UUID run, String rule) {
    this.gateway = gateway;
    this.terminal = terminal;
    this.run = run;
    this.rule = rule;
  }

  /** Until the run has ended, or for ever. */
  int follow() throws InterruptedException {
    while (!hasEnded()) {
      try {
        gateway.stream("/live", lastId, stream -> ServerSentEvents.read(stream, this::heard));
      } catch (IOException | UncheckedIOException e) {
        if (lastId.isEmpty() || ++failures > MOST_FAILURES) {
          throw gateway.unreachable();
        }
      }
      if (!hasEnded()) {
        Thread.sleep(PAUSE);
      }
    }
    return lastState.equals("SUCCEEDED") ? Exit.OK : Exit.DIFFERENT;
  }

  /** The same, but no longer than this. */
  int followFor(Duration longest) throws InterruptedException {
    var done = new CompletableFuture<Integer>();
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                done.complete(follow());
              } catch (InterruptedException | RuntimeException e) {
                done.completeExceptionally(e);
              }
            });
    try {
      return done.get(longest.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return run == null ? Exit.OK : late(longest);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException failure
          ? failure
          : new IllegalStateException(e);
    }
  }

  private int late(Duration longest) {
    terminal.err().println("The run has not ended within " + longest + ".");
    return Exit.DIFFERENT;
  }

  private boolean hasEnded() {
    return run != null && !lastState.isEmpty() && !lastState.equals(RUNNING);
  }

  private boolean heard(ServerSentEvents.Event event) {
    lastId = event.id();
    failures = 0;
    switch (event.name()) {
      case "hello" -> ask();
      case "gap" -> {
        terminal.err().println("Something was missed: see ./sequitur runs list.");
        ask();
      }
      case "changes" -> Json.read(event.data()).path("changed").forEach(this::changed);
      default -> {} // What later versions tell besides.
    }
    return !hasEnded();
  }

  /** What happened before the stream began is not told on it. */
  private void ask() {
    if (run != null) {
      changed(gateway.get("/runs/" + run));
    }
  }

  private void changed(JsonNode change) {
    var id = change.path("runId").asText();
    var name =
        change.path("rule").isTextual()
            ? change.path("rule").asText()
            : change.path("rule").path("name").asText();
    if (run != null && !id.equals(run.toString()) || !rule.isEmpty() && !rule.equals(name)) {
      return;
    }
    var state = change.path("state").asText();
    if (run != null && state.equals(lastState)) {
      return;
    }
    lastState = state;
    terminal.out().println(Table.printable(String.join("  ", id, state, name)));
  }
}
