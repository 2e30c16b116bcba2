package dev.sequitur.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Failure;
import dev.sequitur.cli.Terminal;
import dev.sequitur.cli.gateway.Refusal;
import dev.sequitur.demo.order.Plan;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts everything in place, in the order in which one needs the other. */
final class Start {

  private static final String JSON = "application/json";
  private static final Duration KNOWN = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final Stack stack;
  private final Terminal terminal;
  private final @Nullable Integer port;
  private final Companions companions;

  Start(Stack stack, Terminal terminal, @Nullable Integer port) {
    this.stack = stack;
    this.terminal = terminal;
    this.port = port;
    this.companions = new Companions(stack);
  }

  void run(Plan plan) throws InterruptedException, IOException {
    // Says at once if there is no stack, before anything is started.
    stack.gateway().get("/secrets?limit=1");
    var signing = new Signing(stack.home().secrets());
    try (var topics = new Topics(stack.kafka())) {
      topics.create();
    }
    companions.stopGenerator();
    var doors = receiver(signing.key());
    signing.store(stack.gateway(), doors);
    awaitInForce(apply(doors));
    fireNightly();
    companions.startGenerator(plan, signing.key());
    tell(doors, plan);
  }

  /** The one that runs, with what it has heard so far, unless other ports are wanted. */
  private Doors receiver(String signing) {
    var running = companions.receiver().map(process -> new Doors(process.port()));
    if (running.isPresent() && (port == null || port == running.get().page())) {
      return running.get();
    }
    companions.stopReceiver();
    var doors = port == null ? Doors.USUAL : new Doors(port);
    if (!doors.areFree()) {
      throw Failure.usage(
          "The receiver needs ports %d to %d, and not all are free: say --port-base."
              .formatted(doors.page(), doors.payments()));
    }
    companions.startReceiver(doors, signing);
    return doors;
  }

  private JsonNode apply(Doors doors) {
    var manifests = Samples.manifests(doors);
    return Objects.requireNonNull(
        stack.gateway().post("/manifests?publish=true", "application/yaml", manifests));
  }

  private void awaitInForce(JsonNode applied) throws InterruptedException {
    var latest =
        applied
            .path("documents")
            .valueStream()
            .map(document -> document.path("effectiveFrom").asText())
            .filter(text -> !text.isEmpty())
            .map(Instant::parse)
            .max(Comparator.naturalOrder());
    if (latest.isPresent()) {
      var wait = Duration.between(terminal.clock().instant(), latest.get()).plusMillis(100);
      Thread.sleep(wait.isPositive() ? wait : Duration.ZERO);
    }
  }

  /** A report of the last whole day, by mail. */
  private void fireNightly() throws InterruptedException {
    var until = System.nanoTime() + KNOWN.toNanos();
    while (!isFired(System.nanoTime() > until)) {
      Thread.sleep(PAUSE);
    }
  }

  /** What is in force may not be known yet to a service that has a lot to do. */
  private boolean isFired(boolean isLate) {
    try {
      stack.gateway().post("/triggers/demo-nightly-now/firings", JSON, "{}");
      return true;
    } catch (Refusal refusal) {
      if (isLate || !refusal.problem().code().equals("TRIGGER_NOT_FOUND")) {
        throw refusal;
      }
      return false;
    }
  }

  private void tell(Doors doors, Plan plan) {
    terminal.out().println("The demo runs. What the samples send is shown at " + doors.address());
    terminal
        .out()
        .printf(
            "%d orders come in, one every %d ms, %.0f %% with a payment that fails; seed %d.%n",
            plan.orders(), plan.pause().toMillis(), plan.errors() * 100, plan.seed());
    terminal.out().println("Look around: ./sequitur runs list   ./sequitur dead-letters list");
    terminal.out().println("Take it all away: ./sequitur demo --remove");
  }
}
