package dev.sequitur.trigger.kafka;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Outgoing;
import dev.sequitur.kit.kafka.Quarantine;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Hands events to the broker, a bounded number of bytes at a time over all topics: the producer is
 * that of webhooks too, and who fills its buffer stops their event loops.
 */
@ApplicationScoped
class Sending {

  /** Bytes of data of one piece, but for the last event in it. */
  static final int PIECE_BYTES = 1024 * 1024;

  /** With the bytes of requests (12 MB by default) well below the producer's 32 MB. */
  private static final int PIECES_AT_ONCE = 6;

  private static final String HOP = "kafka-source";

  private final Outgoing outgoing;
  private final Quarantine quarantine;
  private final Semaphore places = new Semaphore(PIECES_AT_ONCE, true);

  Sending(Outgoing outgoing, Quarantine quarantine) {
    this.outgoing = outgoing;
    this.quarantine = quarantine;
  }

  /** Returns when all are acknowledged; waits while others are sending. */
  void send(Collection<Message> piece) throws InterruptedException {
    places.acquire();
    try {
      outgoing.sendAll(piece);
    } finally {
      places.release();
    }
  }

  void putAside(ConsumerRecord<byte[], byte[]> record, String reason) {
    quarantine.put(HOP, record, reason);
  }
}
