package dev.sequitur.contracts;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The summary of one batch of matching; it accounts for the events that matched nothing. Offsets
 * are inclusive. A repeated batch repeats its summary: readers fold by (partition, offset).
 *
 * @param partition of {@code events}
 * @param from first offset
 * @param to last offset
 * @param evaluated events that were decided on
 * @param started runs started
 * @param unmatched rules that listen to the types of these events and did not match, reached by the
 *     index or not
 * @param duplicates events recognised as seen before and skipped
 * @param failed rules whose run was rejected
 * @param errors conditions whose evaluation failed, counted per rule and code (not matched)
 * @param stopped which events rules were kept from, per version and code; absent on the wire if
 *     none was, and in summaries of older versions
 */
public record EventsMatched(
    int partition,
    long from,
    long to,
    int evaluated,
    int started,
    int unmatched,
    int duplicates,
    int failed,
    List<ConditionErrors> errors,
    Instant at,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Stopped> stopped) {

  public EventsMatched {
    stopped = Objects.requireNonNullElse(stopped, List.of());
  }

  /** A summary in which no rule was kept from anything. */
  public EventsMatched(
      int partition,
      long from,
      long to,
      int evaluated,
      int started,
      int unmatched,
      int duplicates,
      int failed,
      List<ConditionErrors> errors,
      Instant at) {
    this(
        partition,
        from,
        to,
        evaluated,
        started,
        unmatched,
        duplicates,
        failed,
        errors,
        at,
        List.of());
  }

  /** How often a rule's condition failed with a code in the batch. */
  public record ConditionErrors(String workspace, UUID rule, String code, int count) {}

  /**
   * Events at which a version of a rule was kept from a run. It names each of them, so that
   * somebody who counts can tell those that he has counted before when a batch is repeated and cut
   * otherwise.
   *
   * @param asked whether its condition was asked and could not be told; otherwise it was not asked
   * @param code why
   * @param hour in which the events were accepted
   * @param at bit {@code i} is the event at {@code from + i}; the least significant bit of the
   *     first byte is bit 0; base64url without padding
   */
  public record Stopped(
      String workspace,
      UUID rule,
      String name,
      int version,
      boolean asked,
      String code,
      Instant hour,
      String at) {

    public Stopped {
      requireNonNull(workspace, "workspace");
      requireNonNull(rule, "rule");
      requireNonNull(name, "name");
      requireNonNull(code, "code");
      requireNonNull(hour, "hour");
      requireNonNull(at, "at");
    }

    /** How the events of a batch are written. */
    public static String events(BitSet at) {
      return Base64.getUrlEncoder().withoutPadding().encodeToString(at.toByteArray());
    }

    /**
     * How many of the events are not before a place.
     *
     * @param place counted from the batch's first offset; may lie before it or behind its end
     * @throws UnreadableException if what should name events does not
     */
    public int timesSince(long place) {
      var events = bits();
      if (place >= events.length()) {
        return 0;
      }
      events.clear(0, (int) Math.max(0, place));
      return events.cardinality();
    }

    private BitSet bits() {
      try {
        return BitSet.valueOf(Base64.getUrlDecoder().decode(at));
      } catch (IllegalArgumentException e) {
        throw new UnreadableException("events that are not in base64url: " + e.getMessage(), e);
      }
    }
  }

  public static final String TYPE = "dev.sequitur.events-matched.v1";

  public Message message() {
    return Envelope.message(
        Topics.RUNS, Integer.toString(partition), TYPE, "/rule-service", "", this, null);
  }
}
