package dev.sequitur.executor.effect;

import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.ledger.Claim;

/**
 * An attempt that is over.
 *
 * @param nanos how long it took
 */
record Completion(Claim claim, ActionResult result, long nanos) {}
