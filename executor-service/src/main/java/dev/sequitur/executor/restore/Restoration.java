package dev.sequitur.executor.restore;

import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.Command;
import dev.sequitur.executor.CommandReader;
import dev.sequitur.executor.ExecutorMetrics;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.cancellation.Cancellations;
import dev.sequitur.executor.effect.Planning;
import dev.sequitur.executor.ledger.Claim;
import dev.sequitur.executor.ledger.Ledger;
import dev.sequitur.executor.ledger.PlannedRun;
import dev.sequitur.executor.ledger.Positions;
import dev.sequitur.executor.ledger.Run;
import dev.sequitur.executor.ledger.Settlement;
import dev.sequitur.kit.kafka.RecordHeaders;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Before anything is carried out: is the database the one that this service has written? The log is
 * never ahead of the ledger. A command whose position is committed was admitted, and an outcome is
 * said after it was written. Where it is otherwise, the database was restored to an earlier
 * instant.
 *
 * <p>Then what the log knows is written down again: commands are admitted, outcomes are applied,
 * and nothing is started. What remains open may have been attempted by then, and nobody can tell:
 * it is regarded as an attempt whose process died, and its delivery decides.
 *
 * <p>Until it has succeeded nothing is read, started or taken over. In the ordinary case it reads
 * the last seconds of both topics.
 */
@ApplicationScoped
public class Restoration {

  /** The group that reads {@code commands}; stable for ever. */
  public static final String GROUP = "executor";

  private static final Logger LOG = Logger.getLogger(Restoration.class);

  /** For clocks that differ, and outcomes under way. */
  private static final Duration MARGIN = Duration.ofSeconds(10);

  private final Log log;
  private final Positions positions;
  private final Ledger ledger;
  private final Actions actions;
  private final Cancellations cancellations;
  private final ExecutorMetrics metrics;
  private final InstantSource clock;
  private final Duration horizon;

  Restoration(
      Log log,
      Positions positions,
      Ledger ledger,
      Actions actions,
      Cancellations cancellations,
      ExecutorMetrics metrics,
      InstantSource clock,
      @ConfigProperty(name = "sequitur.deduplication.horizon") Duration horizon) {
    this.log = log;
    this.positions = positions;
    this.ledger = ledger;
    this.actions = actions;
    this.cancellations = cancellations;
    this.metrics = metrics;
    this.clock = clock;
    this.horizon = horizon;
  }

  /**
   * Compares, and mends what is behind; one replica after the other. May be repeated at any time.
   */
  public void perform() {
    positions.alone(this::compare);
  }

  private void compare() {
    var committed = log.committed(GROUP);
    if (committed.isEmpty()) {
      return;
    }
    var noted = positions.noted();
    if (noted.at() == null && !noted.empty()) {
      // Rows of a time before positions were written: there is nothing to compare with yet.
      positions.note(committed);
      return;
    }
    mend(noted, Gap.between(noted, committed));
    positions.note(committed);
  }

  private void mend(Positions.Noted noted, Gap gap) {
    var mended = new Mended();
    if (!gap.isEmpty()) {
      log.commands(gap, records -> admitAgain(records, mended));
    }
    log.outcomesSince(since(noted), records -> applyAgain(records, mended));
    if (mended.isAny()) {
      mended.unknown = ledger.letGo();
      metrics.behind(mended.commands + mended.outcomes);
      LOG.errorf(
          "the database is behind the log: it was restored to an earlier instant, about %s; %s",
          noted.at(), mended);
    }
  }

  /** What was found and done so far. */
  private static final class Mended {
    private boolean doubted;
    private int unknown;
    private long commands;
    private long outcomes;

    boolean isAny() {
      return doubted;
    }

    @Override
    public String toString() {
      return commands
          + " commands were admitted again, "
          + outcomes
          + " outcomes applied; "
          + unknown
          + " effects are open of which nobody knows whether they were attempted: their delivery decides";
    }
  }

  /**
   * With the first thing that is found, and before it is mended: if this process ends on the way,
   * the next one finds what is left, and what was open is in doubt already.
   */
  private void doubt(Mended mended) {
    if (!mended.doubted) {
      ledger.doubt();
      mended.doubted = true;
    }
  }

  private static @Nullable Instant since(Positions.Noted noted) {
    return noted.at() == null ? null : noted.at().minus(MARGIN);
  }

  private void admitAgain(List<ConsumerRecord<byte[], byte[]>> records, Mended mended) {
    var oldest = clock.instant().minus(horizon);
    var runs = new TreeMap<Run.Key, PlannedRun>();
    var cancelled = new ArrayList<CancelRun>(0);
    for (var record : records) {
      switch (command(record)) {
        case Command.Perform(var actions) when !actions.decidedAt().isBefore(oldest) -> {
          var planned = planned(actions, record);
          runs.putIfAbsent(planned.run().key(), planned);
        }
        case Command.Cancel(var asked) -> cancelled.add(asked);
        case null, default -> {}
      }
    }
    ledger.known(List.copyOf(runs.values())).forEach(runs::remove);
    if (!runs.isEmpty()) {
      doubt(mended);
      mended.commands += Piecewise.sum(runs.values(), this::admit);
    }
    // After the runs: a mark on what is in doubt keeps it from being repeated.
    cancellations.heard(cancelled);
  }

  /** As if they had been started; nothing is, so nobody else takes them up meanwhile. */
  private int admit(List<PlannedRun> runs) {
    var all = runs.stream().map(run -> run.run().key()).collect(Collectors.toSet());
    return ledger.admit(runs, all).admitted().size();
  }

  private PlannedRun planned(PerformActions command, ConsumerRecord<byte[], byte[]> record) {
    var trace = RecordHeaders.texts(record).get(Headers.TRACE_PARENT);
    return Planning.of(command, trace, actions);
  }

  private static @Nullable Command command(ConsumerRecord<byte[], byte[]> record) {
    try {
      return CommandReader.read(RecordHeaders.texts(record), record.value());
    } catch (UnreadableException e) {
      // It is in quarantine already.
      LOG.debugf("an unreadable command at %d stays unread", record.offset());
      return null;
    }
  }

  /** Writes down again how effects ended that are open here. */
  private void applyAgain(List<ConsumerRecord<byte[], byte[]>> records, Mended mended) {
    var ended = new HashMap<UUID, EffectSettled>();
    for (var record : records) {
      var outcome = outcome(record);
      if (outcome != null) {
        ended.merge(outcome.commandId(), outcome, Restoration::later);
      }
    }
    if (ledger.isAnyOpen(ended.values())) {
      doubt(mended);
      mended.outcomes += Piecewise.sum(ended.values(), this::applyAll);
    }
  }

  private int applyAll(List<EffectSettled> outcomes) {
    var claims = ledger.takeEnded(outcomes);
    if (!claims.isEmpty()) {
      var ended = outcomes.stream().collect(Collectors.toMap(EffectSettled::commandId, one -> one));
      ledger.settle(claims.stream().map(claim -> settlement(claim, ended)).toList());
    }
    return claims.size();
  }

  private static EffectSettled later(EffectSettled one, EffectSettled other) {
    return other.generation() >= one.generation() ? other : one;
  }

  private static Settlement settlement(Claim claim, Map<UUID, EffectSettled> ended) {
    var outcome = Objects.requireNonNull(ended.get(claim.effect().commandId()));
    return Settlement.settled(
        claim, outcome.state(), outcome.attempts(), outcome.output(), outcome.failure());
  }

  private static @Nullable EffectSettled outcome(ConsumerRecord<byte[], byte[]> record) {
    if (record.value() == null
        || !EffectSettled.TYPE.equals(RecordHeaders.text(record, Headers.TYPE))) {
      return null;
    }
    try {
      return Wire.read(record.value(), EffectSettled.class);
    } catch (UnreadableException e) {
      LOG.debugf("an unreadable outcome at %d stays unread", record.offset());
      return null;
    }
  }
}
