package dev.sequitur.contracts;

import java.time.Instant;
import java.util.List;
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
    Instant at) {

  /** How often a rule's condition failed with a code in the batch. */
  public record ConditionErrors(String workspace, UUID rule, String code, int count) {}

  public static final String TYPE = "dev.sequitur.events-matched.v1";

  public Message message() {
    return Envelope.message(
        Topics.RUNS, Integer.toString(partition), TYPE, "/rule-service", "", this, null);
  }
}
