package dev.sequitur.local.platform;

import dev.sequitur.local.FreePorts;
import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.process.Await;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Sees to it that a part's ports are free before it is started, and says who holds one that is not.
 */
final class PortCheck {

  private static final Duration LETS_GO = Duration.ofSeconds(2);

  private PortCheck() {}

  static void require(Home home, Part part) {
    for (int port : part.ports()) {
      // A process that was just killed holds its port until its last thread is gone.
      if (!Await.until(LETS_GO, () -> FreePorts.isFree(port))) {
        throw new LocalFailure(message(part.name(), port, PortHolder.of(port), ours(home, port)));
      }
    }
  }

  /** All parts that do not run are checked before the first is started. */
  static void require(Home home, List<? extends Part> parts) {
    for (Part part : parts) {
      if (home.process(part.name()).isEmpty()) {
        require(home, part);
      }
    }
  }

  private static Optional<String> ours(Home home, int port) {
    return home.running().stream()
        .filter(process -> process.port() == port)
        .map(process -> process.name())
        .findFirst();
  }

  static String message(
      String part, int port, Optional<PortHolder> holder, Optional<String> ourPart) {
    String who =
        ourPart
            .map(name -> "our own " + name)
            .or(() -> holder.map(PortHolder::describe))
            .orElse("another program");
    String otherHome = holder.flatMap(PortHolder::sequiturHome).orElse("");
    String remedy =
        ourPart.isPresent()
            ? "run ./sequitur down first"
            : otherHome.isEmpty()
                ? "end it, or choose another port with --" + option(part) + " or --port-base"
                : "end that one with SEQUITUR_HOME="
                    + otherHome
                    + " ./sequitur down, or choose other ports with --port-base";
    return "Port %d, which %s needs, is in use by %s: %s.".formatted(port, part, who, remedy);
  }

  /** {@code --rule-port} for {@code rule-service} and its replicas. */
  static String option(String part) {
    return part.replaceFirst("-[0-9]+$", "").replace("-service", "") + "-port";
  }
}
