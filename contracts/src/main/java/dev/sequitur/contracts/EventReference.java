package dev.sequitur.contracts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which event, and where on {@code events} it stands.
 *
 * @param acceptedAt the broker's stamp; {@code now} in every rule
 * @param trigger uid of the trigger that made it, {@link Ids#NO_TRIGGER} without one; null in what
 *     was written before this was said
 * @param hops emitted events behind this one; absent = none
 * @param followed true where the trigger hears of the event's runs: what concerns them is also said
 *     on {@code runs}; absent otherwise
 * @param chain uids of the rules behind an emitted event, the earliest first, at most {@link
 *     #LONGEST_CHAIN}; absent = none
 */
public record EventReference(
    UUID id,
    String type,
    int partition,
    long offset,
    Instant acceptedAt,
    @Nullable String subject,
    @Nullable String key,
    @Nullable UUID trigger,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer hops,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean followed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<UUID> chain) {

  /** The latest rules of a chain that are carried on. */
  public static final int LONGEST_CHAIN = 64;

  /** An event from outside. */
  public EventReference(
      UUID id,
      String type,
      int partition,
      long offset,
      Instant acceptedAt,
      @Nullable String subject,
      @Nullable String key,
      @Nullable UUID trigger,
      @Nullable Integer hops,
      @Nullable Boolean followed) {
    this(id, type, partition, offset, acceptedAt, subject, key, trigger, hops, followed, null);
  }

  /** An event whose runs nobody follows. */
  public EventReference(
      UUID id,
      String type,
      int partition,
      long offset,
      Instant acceptedAt,
      @Nullable String subject,
      @Nullable String key,
      @Nullable UUID trigger,
      @Nullable Integer hops) {
    this(id, type, partition, offset, acceptedAt, subject, key, trigger, hops, null);
  }

  /** An event from outside; it is not said which trigger made it. */
  public EventReference(
      UUID id,
      String type,
      int partition,
      long offset,
      Instant acceptedAt,
      @Nullable String subject,
      @Nullable String key) {
    this(id, type, partition, offset, acceptedAt, subject, key, null, null, null);
  }

  /** The chain of an event that this one's run by a rule emits. */
  public List<UUID> chainWith(UUID rule) {
    var longer = new ArrayList<UUID>(chain == null ? List.of() : chain);
    longer.add(rule);
    return List.copyOf(longer.subList(Math.max(0, longer.size() - LONGEST_CHAIN), longer.size()));
  }
}
