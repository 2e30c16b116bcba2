package dev.sequitur.executor.action;

import dev.sequitur.contracts.Delivery;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** An action's arguments, read and found to be in order. */
public interface Arguments {

  /** The target as far as it is known before the call: limits and fair share go by it. */
  String host();

  /** The delivery that these arguments ask for or imply; null = the action's default. */
  @Nullable Delivery delivery();

  /** Time for one attempt; null = the call's own. */
  @Nullable Duration timeout();
}
