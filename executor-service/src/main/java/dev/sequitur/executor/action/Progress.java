package dev.sequitur.executor.action;

import dev.sequitur.contracts.Attempt.Phase;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * How far a blocking attempt has come. Either it is said to be over time, or it goes on to write:
 * never both, so that an attempt which counts as not written has not been, and will not be.
 */
public final class Progress {

  private final AtomicReference<@Nullable Phase> phase = new AtomicReference<>(Phase.CONNECTING);
  private volatile Phase reached = Phase.CONNECTING;

  /**
   * From here on the target may have acted.
   *
   * @throws CancellationException if the attempt's time was over before
   */
  public void writing() {
    if (!phase.compareAndSet(Phase.CONNECTING, Phase.WRITTEN) && phase.get() == null) {
      throw new CancellationException("the attempt's time was over");
    }
    reached = Phase.WRITTEN;
  }

  /** How far it came. */
  public Phase reached() {
    return reached;
  }

  /** Ends it for lack of time, and says how far it came. */
  Phase end() {
    var last = phase.getAndSet(null);
    return last == null ? reached : last;
  }
}
