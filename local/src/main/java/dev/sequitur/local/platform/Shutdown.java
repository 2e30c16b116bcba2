package dev.sequitur.local.platform;

import dev.sequitur.local.process.OwnProcess;
import dev.sequitur.local.process.Signal;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Ends what runs from a home, and nothing else. Doors first, so that nothing new comes in; then the
 * other services, which finish what they hold; broker and database last.
 */
public record Shutdown(Home home, Duration grace) {

  /** The watching launcher, which would start again what is ended here. */
  public static final String WATCH = "watch";

  /** Reports each part when it has ended. */
  public void run(Consumer<Stopped> report) {
    for (int turn = 0; turn <= 2; turn++) {
      int now = turn;
      List<OwnProcess> together =
          home.running().stream().filter(process -> turnOf(process.name()) == now).toList();
      stopTogether(together, report);
    }
  }

  /** A part that has ended, and whether it did so by itself when asked. */
  public record Stopped(String part, long pid, boolean orderly) {}

  private void stopTogether(List<OwnProcess> processes, Consumer<Stopped> report) {
    try (ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      for (OwnProcess process : processes) {
        executor.execute(
            () -> {
              boolean orderly = process.stop(signal(process.name()), grace);
              report.accept(new Stopped(process.name(), process.pid(), orderly));
            });
      }
    }
  }

  static int turnOf(String part) {
    return switch (part.replaceFirst("-[0-9]+$", "")) {
      case WATCH, "gateway", "trigger-service" -> 0;
      case Ports.BROKER, Ports.DATABASE -> 2;
      default -> 1;
    };
  }

  private static Signal signal(String part) {
    return part.equals(Ports.DATABASE) ? Signal.INT : Signal.TERM;
  }
}
