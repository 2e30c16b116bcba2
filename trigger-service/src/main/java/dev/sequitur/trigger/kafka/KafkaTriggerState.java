package dev.sequitur.trigger.kafka;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a Kafka trigger is, as this replica sees it: counts since it was started, and the partitions
 * that it owns.
 *
 * @param reason why it is not running; null while it is
 * @param lag records that the trigger has yet to be given; if it is paused, that it has missed
 * @param lost ranges, by partition, that the topic no longer had when they were to be read
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record KafkaTriggerState(
    Phase phase,
    @Nullable String reason,
    Instant since,
    String topic,
    long lag,
    Counts counts,
    @Nullable Refusal lastRefusal,
    List<Partition> partitions,
    Map<String, String> lost) {

  /** The same on other partitions. */
  KafkaTriggerState on(List<Partition> others) {
    var behind = others.stream().mapToLong(one -> one.end() - one.position()).sum();
    return new KafkaTriggerState(
        phase, reason, since, topic, behind, counts, lastRefusal, others, lost);
  }

  /** What it is doing. */
  public enum Phase {
    STARTING,
    RUNNING,
    /** It reads what it asked for of the past. */
    CATCHING_UP,
    /** It is suspended. */
    PAUSED,
    /** Events cannot be handed on just now; nothing is lost. */
    BACKING_OFF,
    /** The topic cannot be read. */
    FAILING
  }

  /**
   * What became of records.
   *
   * @param eventsPerSecond over the last minute
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Counts(
      long accepted,
      long filtered,
      long refused,
      long unreadable,
      @Nullable Instant lastRecordAt,
      @Nullable Instant lastEventAt,
      double eventsPerSecond) {}

  /**
   * The latest record for which the trigger's mapping did not fit.
   *
   * @param pointer the place in the trigger
   */
  public record Refusal(
      int partition, long offset, Instant at, String pointer, String code, String detail) {}

  /**
   * One partition.
   *
   * @param phase LIVE, CATCHING_UP, PAUSED, or CATCH_UP_ASKED
   * @param position the next record that the trigger is given; if it is paused, the first it missed
   * @param end the position after the last record
   */
  public record Partition(int partition, String phase, long position, long end) {}
}
