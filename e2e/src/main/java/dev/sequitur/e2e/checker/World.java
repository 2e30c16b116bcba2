package dev.sequitur.e2e.checker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that is known after a run under torture, from the clients, the targets, the topics, the
 * ledger, the projection, and from those who tell and count.
 *
 * @param sent each order that a client tried to publish, by order id
 * @param events what stands on {@code events}, first record of each id
 * @param ledger every effect in the ledger
 * @param runs every run that was admitted
 * @param hits every request that reached a target
 * @param ends run ends as said on {@code outcomes}
 * @param rejected starts that were refused, as said on {@code runs}
 * @param cancellations runs that somebody asked to be cancelled, and how many effects ended by it
 *     as he was answered; 0 if he heard no answer
 * @param deadLetters {@code command id/generation} of each dead letter
 * @param reported run states that the projection shows
 * @param rules which version of each rule was in force when
 * @param bystanders what doors, inboxes, statistics and reports say
 */
public record World(
    Map<String, Sent> sent,
    Map<String, Event> events,
    List<Effect> ledger,
    List<Run> runs,
    List<Hit> hits,
    List<End> ends,
    List<Rejection> rejected,
    Map<String, Integer> cancellations,
    Set<String> deadLetters,
    Map<String, String> reported,
    Rules rules,
    Bystanders bystanders) {

  /**
   * An order as its client saw it.
   *
   * @param acknowledged true if any try was answered with 202, or taken by the broker, or if it is
   *     an instant at which a schedule had to fire
   * @param eventIds the ids that the answers named
   */
  public record Sent(String order, Kind kind, boolean acknowledged, Set<String> eventIds) {}

  /**
   * An event on the log.
   *
   * @param hops how many emitted events lie behind it, as the record says
   * @param rule the one that is for it, if any is
   * @param amount what conditions look at
   * @param customer what some brakes count by
   */
  public record Event(
      String id,
      String order,
      Kind kind,
      Instant acceptedAt,
      int hops,
      String rule,
      int amount,
      String customer) {

    private static final int USUAL = 150;

    /** One of a kind that has one rule. */
    public Event(String id, String order, Kind kind, Instant acceptedAt, int hops) {
      this(id, order, kind, acceptedAt, hops, kind.text(), USUAL, "");
    }

    /** One that nobody has emitted. */
    public Event(String id, String order, Kind kind, Instant acceptedAt) {
      this(id, order, kind, acceptedAt, 0);
    }
  }

  /** An admitted run. */
  public record Run(String id, String eventId, String rule, int ruleVersion, int open) {}

  /**
   * A row of the ledger.
   *
   * @param lastPhase how far the last attempt came; null without one
   * @param attempts how many there were
   */
  public record Effect(
      String commandId,
      int generation,
      String runId,
      String order,
      Kind kind,
      String state,
      String delivery,
      @Nullable String lastPhase,
      int attempts) {}

  /**
   * A request at a target; a row or a record there.
   *
   * @param at when it came; null where that is not known
   */
  public record Hit(
      String order, Kind kind, String key, int ruleVersion, Verdict verdict, @Nullable Instant at) {

    /** One of which nobody knows when it came. */
    public Hit(String order, Kind kind, String key, int ruleVersion, Verdict verdict) {
      this(order, kind, key, ruleVersion, verdict, null);
    }
  }

  /** What a target did with a request. */
  public enum Verdict {
    APPLIED,
    /** The key was known: nothing was done again. */
    RECOGNISED,
    /** Answered with an error before anything was done. */
    REFUSED,
    /** Answered with 429: nothing was done, and the caller is asked to come again. */
    THROTTLED,
    /** Its signature is missing or wrong. */
    FORGED
  }

  /**
   * A run's end on {@code outcomes}.
   *
   * @param at when it was said
   */
  public record End(String runId, int generation, String state, Instant at) {}

  /** A start that was refused, with its reason. */
  public record Rejection(String runId, String eventId, String code) {}
}
