package dev.sequitur.executor.action.log;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.Arguments;
import java.time.Duration;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What is written to the log, and how loud. */
record LogArguments(String message, Logger.Level level) implements Arguments {

  @Override
  public String host() {
    return "log";
  }

  @Override
  public @Nullable Delivery delivery() {
    return null;
  }

  @Override
  public @Nullable Duration timeout() {
    return null;
  }
}
