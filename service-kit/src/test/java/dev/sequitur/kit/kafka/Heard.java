package dev.sequitur.kit.kafka;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;

/** A handler that keeps what it has handled, and does first what a test plants in it. */
final class Heard implements HopSpec.Handler<String> {

  private final List<List<String>> tried = new CopyOnWriteArrayList<>();
  private final List<String> handled = new CopyOnWriteArrayList<>();
  private final List<Map<TopicPartition, Long>> positions = new CopyOnWriteArrayList<>();
  private volatile Consumer<Batch<String>> first = _ -> {};

  /** Runs before a batch counts as handled; throws to have it fail. */
  Heard first(Consumer<Batch<String>> planted) {
    first = planted;
    return this;
  }

  @Override
  public void handle(Batch<String> batch) {
    tried.add(batch.stream().map(Received::value).toList());
    first.accept(batch);
    batch.forEach(received -> handled.add(received.value()));
    positions.add(batch.next());
  }

  /** Each batch as it came, also those that failed. */
  List<List<String>> tried() {
    return tried;
  }

  /** Values of the batches that succeeded, in order. */
  List<String> handled() {
    return handled;
  }

  /** The positions after each batch that succeeded. */
  List<Map<TopicPartition, Long>> positions() {
    return positions;
  }
}
