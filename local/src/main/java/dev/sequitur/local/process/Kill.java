package dev.sequitur.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Sends signals with the shell's own {@code kill}, which is there even where the program is not.
 */
final class Kill {

  private Kill() {}

  static void send(long pid, Signal signal) {
    try {
      new ProcessBuilder("sh", "-c", "kill -" + signal.name() + " " + pid)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
