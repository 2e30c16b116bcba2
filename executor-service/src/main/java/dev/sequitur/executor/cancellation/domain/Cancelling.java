package dev.sequitur.executor.cancellation.domain;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What follows for a run that is to be cancelled. */
public sealed interface Cancelling {

  /** Of an effect that ends so; the detail says who asked, and why. */
  String CODE = "CANCELLED";

  /** The ledger does not know the run: it is none, or its command has not come yet. */
  record Unknown() implements Cancelling {}

  /** The run has ended without it. */
  record Ended() implements Cancelling {}

  /**
   * It is cancelled. Asked for again nothing more ends, and nothing is marked.
   *
   * @param ends effects that end now: they have not begun, or wait for another attempt
   * @param marked effects that are under way from now on for the last time. How they end is for
   *     their attempt to say; only that none follows is decided here
   * @param underWay how many are under way, marked now or before
   */
  record Cancelled(List<UUID> ends, List<UUID> marked, int underWay) implements Cancelling {

    /** Whether it changes anything. */
    public boolean isNew() {
      return !ends.isEmpty() || !marked.isEmpty();
    }
  }

  /**
   * An effect that has not ended.
   *
   * @param state PLANNED, STARTED or RETRY_WAIT
   * @param marked whether its run was cancelled while it was under way
   */
  record Open(UUID commandId, EffectState state, boolean marked) {

    boolean isUnderWay() {
      return state == EffectState.STARTED;
    }
  }

  /**
   * A run as the ledger has it.
   *
   * @param cancelledBefore whether an effect of it has ended CANCELLED
   */
  record Standing(boolean known, boolean cancelledBefore, Collection<Open> open) {}

  /** Decides by how the run stands; its open effects are locked. */
  static Cancelling decide(Standing run) {
    if (run.open().isEmpty() && !run.cancelledBefore()) {
      return run.known() ? new Ended() : new Unknown();
    }
    var ends = run.open().stream().filter(effect -> !effect.isUnderWay()).map(Open::commandId);
    var underWay = run.open().stream().filter(Open::isUnderWay).toList();
    var marked = underWay.stream().filter(effect -> !effect.marked()).map(Open::commandId);
    return new Cancelled(ends.toList(), marked.toList(), underWay.size());
  }

  /** Why an effect ends: who has asked for it, and their reason if they gave one. */
  static Failure failure(String by, @Nullable String reason) {
    return new Failure(CODE, "by " + by + (reason == null ? "" : ": " + reason));
  }
}
