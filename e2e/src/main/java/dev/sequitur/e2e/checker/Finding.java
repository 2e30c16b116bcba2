package dev.sequitur.e2e.checker;

/**
 * A promise that was not kept.
 *
 * @param kind which
 * @param subject the order, run or command it was broken for
 * @param detail what the witnesses say
 */
public record Finding(Kind kind, String subject, String detail) {

  /** Each names the invariant of {@code docs/guarantees.md} that it breaks. */
  public enum Kind {
    /** I1: answered with 202, and not on the log. */
    LOST_EVENT,
    /** I1: on the log, matched by a rule in force, and no run. */
    LOST_RUN,
    /** I1, I13: a run that has not ended. */
    OPEN_RUN,
    /** I1: an effect that has not come to a final state. */
    OPEN_EFFECT,
    /** I2: the ledger says done, and the target saw nothing. */
    LOST_EFFECT,
    /** I2: applied more often than its delivery allows. */
    DOUBLED_EFFECT,
    /** I2: one event, one rule, two runs. */
    DOUBLED_RUN,
    /** I3: the target was called, and the ledger knows nothing of it. */
    PHANTOM_HIT,
    /** I3: a run without an accepted event, or of a rule that was not in force. */
    PHANTOM_RUN,
    /** I4: a run described by two versions. */
    MIXED_VERSIONS,
    /** I4: decided by another version than the one in force when the event was accepted. */
    WRONG_VERSION,
    /**
     * I1: a publication was answered with success, and neither it nor a later one is on the log.
     */
    LOST_CHANGE,
    /** I8: two witnesses disagree on how it ended. */
    DISHONEST,
    /** I8: UNKNOWN where the delivery did not demand it. */
    UNEXPLAINED_UNKNOWN,
    /** Given up without a dead letter. */
    MISSING_DEAD_LETTER,
    /** An effect that may be repeated was given up although its target recovered. */
    GIVEN_UP,
    /** I1: a run that the log cannot start at all. */
    REJECTED_START,
    /** I1: a start that was let pass and rejected, or rejected twice. */
    TWO_ENDS,
    /** More starts of a rule than its brake lets pass. */
    OVER_BRAKE,
    /** I1: rejected by a brake that had room. */
    BRAKED_TOO_SOON,
    /** I3: an effect was cancelled, and nobody has asked for it. */
    PHANTOM_CANCELLATION,
    /** I8: somebody was told that an effect is cancelled, and it is not. */
    LOST_CANCELLATION,
    /** I3: the target of a run that was cancelled was called after its end. */
    EFFECT_AFTER_END,
    /** One order was given two event ids. */
    TWO_IDS,
    /** I3: on the log, and nobody has sent or emitted it. */
    PHANTOM_EVENT,
    /** I3: accepted from somebody who could not sign it. */
    FORGED_EVENT,
    /** I1: properly signed, and refused for good. */
    REFUSED_EVENT,
    /** I3: a call that its receiver could not verify. */
    BAD_SIGNATURE,
    /** I7: more events emitted one for another than are permitted, or not counted right. */
    UNBOUNDED_HOPS,
    /** I8: an effect ended badly, and nobody was told. */
    UNTOLD,
    /** I2: told twice for one cause. */
    TOLD_TWICE,
    /** I3: told of what did not happen. */
    PHANTOM_NOTIFICATION,
    /** I8: statistics do not add up to what happened. */
    MISCOUNTED,
    /** I8: one report, made or fetched again, has other bytes. */
    UNEQUAL_REPORTS
  }

  @Override
  public String toString() {
    return kind + " " + subject + ": " + detail;
  }
}
