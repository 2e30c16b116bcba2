package dev.sequitur.executor.connection;

import dev.sequitur.executor.action.ActionResult;

/** What became of opening a connection. */
public sealed interface Opening {

  record Opened(OpenConnection connection) implements Opening {}

  /** It cannot be used now; nothing has left. */
  record Refused(ActionResult result) implements Opening {}
}
