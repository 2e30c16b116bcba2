package dev.sequitur.rule.matching;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Acknowledgements;
import dev.sequitur.kit.kafka.Outgoing;

/**
 * The records that one batch says. They leave while the batch is still being decided, and no more
 * of them are under way than the memory for it allows.
 */
public final class Departures {

  private static final long MOST_BYTES = 8L * 1_048_576;

  private final Outgoing outgoing;
  private final Acknowledgements acknowledgements = new Acknowledgements();
  private long bytes;

  public Departures(Outgoing outgoing) {
    this.outgoing = outgoing;
  }

  /** Sends a record; waits for those before it once they are many. */
  public void send(Message message) throws Exception {
    outgoing.send(message, acknowledgements);
    bytes += message.value().length;
    if (bytes > MOST_BYTES) {
      awaitAcknowledged();
      bytes = 0;
    }
  }

  /** Has them leave at once instead of waiting for the records of a batch to come. */
  public void hurry() {
    outgoing.flush();
  }

  /**
   * Waits until the broker has acknowledged every record.
   *
   * @throws Exception the first failure; some of the records may exist, and a repeat makes the same
   *     ones
   */
  public void awaitAcknowledged() throws Exception {
    acknowledgements.await();
  }
}
