package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.rig.Api;
import java.util.function.Supplier;

/** Administration fails loudly while parts are down; an operator would try again. */
final class Insistence {

  private static final int MOST_TRIES = 40;
  private static final int PAUSE_MILLIS = 500;

  private Insistence() {}

  /** The answer of the first try that does not fail. */
  static Api.Answer on(Supplier<Api.Answer> call) throws InterruptedException {
    for (int tries = 0; ; tries++) {
      try {
        return call.get();
      } catch (RuntimeException e) {
        if (tries >= MOST_TRIES) {
          throw e;
        }
        Thread.sleep(PAUSE_MILLIS);
      }
    }
  }
}
