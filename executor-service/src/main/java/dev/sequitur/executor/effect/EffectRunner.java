package dev.sequitur.executor.effect;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.executor.action.ActionContext;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.ledger.Claim;
import dev.sequitur.executor.ledger.Started;
import dev.sequitur.kit.secret.Secrets;
import dev.sequitur.kit.trace.TraceParent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.CompletionStage;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Makes attempts whose claim is committed (H5), and hands each ending to {@link Settlements}. */
@ApplicationScoped
class EffectRunner {

  private static final Logger LOG = Logger.getLogger(EffectRunner.class);

  private final Secrets secrets;
  private final Settlements settlements;

  EffectRunner(Secrets secrets, Settlements settlements) {
    this.secrets = secrets;
    this.settlements = settlements;
  }

  /** Starts an attempt. Its place in the lane has been taken, and is given back when it settles. */
  void start(Started started) {
    var claim = started.claim();
    var begun = System.nanoTime();
    perform(started)
        .whenComplete(
            (result, fault) ->
                settlements.add(
                    new Completion(
                        claim,
                        result == null ? fault(claim, fault, Phase.WRITTEN) : result,
                        System.nanoTime() - begun)));
  }

  private CompletionStage<ActionResult> perform(Started started) {
    try {
      return started.action().perform(context(started));
    } catch (RuntimeException e) {
      return java.util.concurrent.CompletableFuture.completedFuture(
          fault(started.claim(), e, Phase.PREPARED));
    }
  }

  private ActionContext context(Started started) {
    var effect = started.claim().effect();
    var run = effect.run();
    return new ActionContext(
        run.workspace(),
        new ActionContext.Cause(run.runId(), run.starter(), run.event()),
        effect.call().step(),
        effect.targetKey(),
        TraceParent.continued(run.traceParent()),
        started.action().timeout(effect.call()),
        name -> secrets.open(run.workspace(), name));
  }

  /** A fault of ours is logged by its kind alone: its text could hold what must not be logged. */
  private static ActionResult fault(Claim claim, @Nullable Throwable fault, Phase phase) {
    LOG.errorf(
        "command %s met a fault: %s",
        claim.effect().commandId(), fault == null ? "no result" : fault.getClass().getName());
    return ActionResult.failed(phase, EffectCode.INTERNAL_ERROR, "a fault on our side");
  }
}
