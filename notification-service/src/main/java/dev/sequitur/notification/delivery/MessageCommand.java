package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.Starter;
import dev.sequitur.notification.domain.FactReader;
import dev.sequitur.notification.template.Composition.Composed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The command that carries a message: a run of its own, started by a subscription. Its ids come
 * from the first delivery that it carries, and no other command carries that one.
 */
record MessageCommand(PerformActions command) {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * A command.
   *
   * @param delivery the first that it carries
   * @param event what it is about
   * @param decidedAt by the database's clock: what was held for long is not old for that
   */
  static MessageCommand of(
      String workspace,
      UUID delivery,
      Delivery.Origin origin,
      EventReference event,
      String channel,
      Composed message,
      Instant decidedAt) {
    var run = Ids.run(workspace, delivery, event.id(), 0);
    var step = FactReader.MESSAGE + channel;
    var call =
        new ActionCall(
            Ids.command(run, step, 0),
            step,
            0,
            message.uses(),
            message.with(),
            null,
            RetryPolicy.DEFAULT,
            TIMEOUT);
    var starter =
        new Starter(origin.starter(), origin.uid(), origin.name(), origin.version(), Map.of());
    return new MessageCommand(
        new PerformActions(
            run, 0, workspace, starter, event, 0, decidedAt, List.of(call), Map.of()));
  }

  UUID runId() {
    return command.runId();
  }

  UUID commandId() {
    return command.actions().getFirst().commandId();
  }

  Message message() {
    return command.message(null);
  }
}
