package dev.sequitur.executor.effect;

import dev.sequitur.executor.ExecutorMetrics;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.action.Actions.Preparation;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.Claim;
import dev.sequitur.executor.ledger.Ledger;
import dev.sequitur.executor.ledger.Ledger.Share;
import dev.sequitur.executor.ledger.Ledger.Waiting;
import dev.sequitur.executor.ledger.Started;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Starts parked work and retries when they are due and there is a place for them. */
@ApplicationScoped
class DuePoller {

  private record Kind(Lane lane, boolean retries) {}

  private final Ledger ledger;
  private final Lanes lanes;
  private final Actions actions;
  private final EffectRunner runner;
  private final Settlements settlements;
  private final ExecutorMetrics metrics;

  DuePoller(
      Ledger ledger,
      Lanes lanes,
      Actions actions,
      EffectRunner runner,
      Settlements settlements,
      ExecutorMetrics metrics) {
    this.ledger = ledger;
    this.lanes = lanes;
    this.actions = actions;
    this.runner = runner;
    this.settlements = settlements;
    this.metrics = metrics;
  }

  /** Starts what is due; true if there was more than places. */
  boolean poll() {
    var due = ledger.waiting().stream().filter(w -> w.oldestDueSeconds() >= 0).toList();
    metrics.oldestDue(due.stream().mapToDouble(Waiting::oldestDueSeconds).max().orElse(0));
    var free = lanes.free();
    if (due.isEmpty() || free <= 0) {
      return !due.isEmpty();
    }
    var shares =
        FairShare.deal(due, free, (w, wanted) -> lanes.take(w.lane(), wanted, w.retries()));
    if (!shares.isEmpty()) {
      claim(shares);
    }
    return true;
  }

  private void claim(List<Share> shares) {
    List<Claim> claims = List.of();
    try {
      claims = ledger.claim(shares);
    } finally {
      putBackUnused(shares, claims);
    }
    claims.forEach(this::start);
  }

  private void putBackUnused(List<Share> shares, List<Claim> claims) {
    Map<Kind, Integer> used = new HashMap<>();
    for (var claim : claims) {
      used.merge(new Kind(claim.effect().lane(), claim.isRetry()), 1, Integer::sum);
    }
    for (var share : shares) {
      var unused = share.places() - used.getOrDefault(new Kind(share.lane(), share.retries()), 0);
      if (unused > 0) {
        lanes.putBack(share.lane(), unused, share.retries());
      }
    }
  }

  private void start(Claim claim) {
    var call = claim.effect().call();
    switch (actions.prepare(call.uses(), call.with())) {
      case Preparation.Ready(var action) -> runner.start(new Started(claim, action));
      // Known when it was admitted, and not any more: an older version of this service runs.
      case Preparation.Refused(var failure) -> settlements.add(Judgement.refused(claim, failure));
    }
  }

  /** Takes what its owner has left behind: lost attempts, decided by their delivery. */
  int takeLapsed() {
    return lost(ledger.takeLapsed());
  }

  /** Takes what this replica had under way when it ended last. */
  int takeOwn() {
    return lost(ledger.takeOwn());
  }

  private int lost(List<Claim> claims) {
    if (!claims.isEmpty()) {
      settlements.judge(claims.stream().map(Judgement::lost).toList());
    }
    return claims.size();
  }

  /** Gives up what may not be started any more. */
  int giveUpOverdue() {
    var settled = ledger.takeOverdue().stream().map(Judgement::overdue).toList();
    if (!settled.isEmpty()) {
      settlements.write(settled);
    }
    return settled.size();
  }
}
