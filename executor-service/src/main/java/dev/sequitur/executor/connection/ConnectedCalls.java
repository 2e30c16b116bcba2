package dev.sequitur.executor.connection;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.BlockingAttempts;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.action.Progress;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Attempts that go through a connection, each on a virtual thread of its own. */
@Singleton
public class ConnectedCalls {

  /** What is done with an open connection. */
  public interface Work {
    ActionResult with(OpenConnection connection, Progress progress);
  }

  private final Connections connections;
  private final Opener opener;
  private final BlockingAttempts attempts;

  ConnectedCalls(Connections connections, Opener opener, BlockingAttempts attempts) {
    this.connections = connections;
    this.opener = opener;
    this.attempts = attempts;
  }

  /** Makes an attempt; nothing leaves if the connection is not there or may not be used. */
  public CompletionStage<ActionResult> call(
      ActionContext context, ConnectionType type, String name, Work work) {
    var connection = connections.find(context.workspace(), name, type);
    if (connection.isEmpty()) {
      return java.util.concurrent.CompletableFuture.completedFuture(
          ActionResult.failed(
              Phase.PREPARED,
              EffectCode.CONNECTION_UNAVAILABLE,
              "there is no " + type.written() + " connection of that name in force"));
    }
    return attempts.make(
        context.timeout(),
        progress ->
            switch (opener.open(connection.get(), context.secrets())) {
              case Opening.Refused(var result) -> result;
              case Opening.Opened(var open) -> work.with(open, progress);
            });
  }
}
