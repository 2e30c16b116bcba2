package dev.sequitur.executor.retry;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What follows from the latest attempt. */
public sealed interface Verdict {

  /**
   * The effect has reached its end within this generation.
   *
   * @param state SUCCEEDED, FAILED, UNKNOWN or DEAD
   * @param failure why, unless it succeeded
   */
  record Settled(EffectState state, @Nullable Failure failure) implements Verdict {}

  /**
   * It is tried again after a pause drawn evenly between the two.
   *
   * @param floor shortest pause: what the target asked for
   * @param ceiling longest pause
   */
  record Retry(Duration floor, Duration ceiling) implements Verdict {}
}
