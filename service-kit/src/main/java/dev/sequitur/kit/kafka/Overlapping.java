package dev.sequitur.kit.kafka;

/**
 * A handler whose batches may overlap: while the broker acknowledges what one batch has said, the
 * next is begun. For handlers that keep nothing but what they say; one that writes to a database
 * handles its batches one after the other.
 *
 * <p>Offsets follow in order all the same: those of a batch are committed when it and all before it
 * are acknowledged. If one fails, it and all that were begun behind it come again, one by one.
 */
public interface Overlapping<T> extends HopSpec.Handler<T> {

  /** What is left of a batch. */
  @FunctionalInterface
  interface Rest {

    /**
     * Returns when the broker has acknowledged everything; called once, on the hop's thread, in the
     * order of the batches.
     *
     * @throws Exception if the batch must be tried again
     */
    void await() throws Exception;
  }

  /** Handles a batch but for its acknowledgements; throws when it must be tried again. */
  Rest begin(Batch<T> batch) throws Exception;

  @Override
  default void handle(Batch<T> batch) throws Exception {
    begin(batch).await();
  }
}
