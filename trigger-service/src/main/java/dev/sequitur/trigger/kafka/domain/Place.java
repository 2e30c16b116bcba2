package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.trigger.kafka.domain.Mark.Phase;
import org.jspecify.annotations.Nullable;

/**
 * A trigger on a partition while a replica owns it: who gives it its records, the topic's common
 * reader or a catch-up of its own, and how the one takes over from the other. Thread-safe: each
 * record goes by one of the two, in order.
 */
public final class Place {

  /** No record is given. */
  public static final long NONE = Long.MAX_VALUE;

  private Mark mark;
  private @Nullable Mark saved;

  /** The common reader has passed records up to here without giving them. */
  private long passed;

  /**
   * @param saved the mark that is kept in Kafka, if there is one
   * @param common the position of the common reader
   */
  public Place(Mark mark, @Nullable Mark saved, long common) {
    this.mark = mark;
    this.saved = saved;
    this.passed = common;
  }

  public synchronized Mark mark() {
    return mark;
  }

  /**
   * The common reader is about to handle a batch.
   *
   * @param end the position after the batch
   * @return the first offset that it has to give; {@link #NONE} if it gives none of the batch
   */
  public synchronized long firstOfBatch(long end) {
    if (mark.phase() == Phase.LIVE) {
      return mark.offset();
    }
    passed = Math.max(passed, end);
    return NONE;
  }

  /**
   * The catch-up has given all records before {@code next}.
   *
   * @return true if it goes on; false once it has come to where the common reader takes over
   */
  public synchronized boolean caughtUpTo(long next) {
    if (mark.phase() != Phase.CATCHING_UP) {
      return false;
    }
    var phase = next >= passed ? Phase.LIVE : Phase.CATCHING_UP;
    mark = new Mark(phase, next, mark.stay(), mark.from());
    return phase == Phase.CATCHING_UP;
  }

  /**
   * The trigger is suspended, resumed, or asks for another start.
   *
   * @param common the position of the common reader
   */
  public synchronized void turn(Mark other, long common) {
    if (!other.equals(mark)) {
      mark = other;
      passed = common;
    }
  }

  /** True if Kafka does not know the mark yet. */
  public synchronized boolean isUnsaved() {
    return !mark.equals(saved);
  }

  public synchronized void saved(Mark written) {
    saved = written;
  }
}
