package dev.sequitur.local.platform;

import dev.sequitur.local.LocalFailure;
import dev.sequitur.local.process.Await;
import dev.sequitur.local.process.OwnProcess;
import java.time.Duration;
import java.util.Optional;

/** Brings one part up: finds it running, or starts it, and waits until it is ready. */
record PartStart(Home home, Part part) {

  private static final Duration READY = Duration.ofSeconds(120);
  private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

  /** Answers when the part can be used; says whether it had to be started for that. */
  boolean run() {
    Optional<OwnProcess> running = home.process(part.name());
    if (running.isPresent() && awaitReady(running.get())) {
      return false;
    }
    part.prepare();
    for (int attempt = 1; attempt <= part.attempts(); attempt++) {
      PortCheck.require(home, part);
      LogFile.rotate(home.log(part.name()));
      if (awaitReady(OwnProcess.start(part.plan()))) {
        return true;
      }
      Await.until(BETWEEN_ATTEMPTS, () -> false);
    }
    throw new LocalFailure(
        part.name()
            + " ended while it was starting. The end of "
            + home.log(part.name())
            + " says:\n"
            + LogFile.tail(home.log(part.name()), 12));
  }

  /** False if it ended by itself; a part that neither ends nor gets ready is a failure. */
  private boolean awaitReady(OwnProcess process) {
    if (!Await.until(READY, () -> !process.alive() || part.ready())) {
      throw new LocalFailure(
          "%s runs (pid %d) but was not ready after %d s: see %s; ./sequitur up goes on waiting, ./sequitur down ends it."
              .formatted(part.name(), process.pid(), READY.toSeconds(), home.log(part.name())));
    }
    return process.alive();
  }
}
