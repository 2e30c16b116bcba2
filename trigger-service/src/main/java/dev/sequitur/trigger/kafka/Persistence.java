package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.kit.kafka.TransientFaultException;
import java.time.Duration;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Does again what fails by a passing fault, and stays a member of the group meanwhile. */
final class Persistence {

  /** What is to be done; it may be done again. */
  interface Step {
    void run() throws InterruptedException;
  }

  private static final Duration KEEP = Duration.ofMillis(20);
  private static final long FIRST_PAUSE = 20;
  private static final long LONGEST_PAUSE = 1_000;

  private final TopicReader reader;
  private final Consumer<byte[], byte[]> consumer;
  private final Positions positions;
  private final BooleanSupplier topicIsGone;

  Persistence(
      TopicReader reader,
      Consumer<byte[], byte[]> consumer,
      Positions positions,
      BooleanSupplier topicIsGone) {
    this.reader = reader;
    this.consumer = consumer;
    this.positions = positions;
    this.topicIsGone = topicIsGone;
  }

  /** Returns when the step has succeeded; throws once the partitions are no longer ours. */
  void whileOurs(Step step) throws InterruptedException {
    var ours = Set.copyOf(positions.owned());
    for (long pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        step.run();
        reader.well();
        return;
      } catch (RuntimeException e) {
        if (!Faults.isTransient(e)) {
          throw e;
        }
        reader.backsOff(e);
        if (pause >= LONGEST_PAUSE && topicIsGone.getAsBoolean()) {
          throw new TransientFaultException("the topic was deleted, or made anew");
        }
        keepMembership(Duration.ofMillis(pause));
        if (reader.isStopping() || !positions.owned().containsAll(ours)) {
          throw new TransientFaultException("partitions went to another member during a retry");
        }
      }
    }
  }

  /** Shows the group that we live; brings no records, because everything is paused. */
  private void keepMembership(Duration pause) {
    var until = System.nanoTime() + pause.toNanos();
    do {
      consumer.pause(consumer.assignment());
      consumer.poll(KEEP);
    } while (System.nanoTime() < until && !reader.isStopping());
    consumer.resume(consumer.paused());
  }
}
