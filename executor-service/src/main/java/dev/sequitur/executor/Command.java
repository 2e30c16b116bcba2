package dev.sequitur.executor;

import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.PerformActions;

/** What {@code commands} asks for. */
public sealed interface Command {

  /** A run has started: its actions are to be carried out. */
  record Perform(PerformActions actions) implements Command {}

  /** A run is to be cancelled. */
  record Cancel(CancelRun asked) implements Command {}
}
