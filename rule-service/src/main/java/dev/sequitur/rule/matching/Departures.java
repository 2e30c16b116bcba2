package dev.sequitur.rule.matching;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Outgoing;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The records that one batch says. They leave while the batch is still being decided, and no more
 * of them are under way than the memory for it allows.
 */
public final class Departures {

  private static final long MOST_BYTES = 8L * 1_048_576;

  private final Outgoing outgoing;
  private final List<CompletableFuture<?>> underWay = new ArrayList<>();
  private long bytes;

  public Departures(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  /** Sends a record; waits for those before it once they are many. */
  public void send(Message message) {
    underWay.add(outgoing.send(message));
    bytes += message.value().length;
    if (bytes > MOST_BYTES) {
      awaitAcknowledged();
    }
  }

  /**
   * Waits until the broker has acknowledged every record.
   *
   * @throws RuntimeException the first failure; some of the records may exist, and a repeat makes
   *     the same ones
   */
  public void awaitAcknowledged() {
    try {
      for (var record : underWay) {
        record.join();
      }
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      underWay.clear();
      bytes = 0;
    }
  }
}
