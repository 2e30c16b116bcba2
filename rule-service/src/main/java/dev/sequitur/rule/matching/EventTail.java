package dev.sequitur.rule.matching;

import dev.sequitur.contracts.AcceptedEvent;
import java.util.function.Consumer;

/** The latest events before a position. */
@FunctionalInterface
public interface EventTail {

  /**
   * Hands over up to {@code most} events before {@code position} in order. Fewer, or none, if they
   * cannot be had soon; never throws.
   */
  void before(int partition, long position, int most, Consumer<AcceptedEvent> each);
}
