package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Ids;
import dev.sequitur.executor.lane.Lane;
import java.util.UUID;

/**
 * One effect as the ledger knows it, apart from where it stands.
 *
 * @param delivery what holds: the rule's wish or the action's default
 * @param generation how often it was redriven
 * @param changedGeneration the generation at which its request was last changed; 0 = never
 */
public record Effect(
    Run run,
    ActionCall call,
    Delivery delivery,
    String host,
    int generation,
    int changedGeneration) {

  public UUID commandId() {
    return call.commandId();
  }

  public Lane lane() {
    return new Lane(run.workspace(), host);
  }

  /** What the target is given as {@code Idempotency-Key}. */
  public String targetKey() {
    return Ids.targetKey(call.commandId(), changedGeneration);
  }
}
