package dev.sequitur.trigger.delivery;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a webhook, as the API shows it.
 *
 * @param status what the sender was answered
 * @param code why it was refused; of one that was filtered, why the filter could not be told
 * @param repeats true if an earlier one of those that are shown has made the same event
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryView(
    Instant at,
    Verdict verdict,
    int status,
    @Nullable String code,
    @Nullable String detail,
    @Nullable UUID eventId,
    @Nullable Boolean repeats,
    String verifier,
    @Nullable Long bytes,
    int version) {

  /** What came of it. */
  public enum Verdict {
    ACCEPTED,
    FILTERED,
    CHALLENGED,
    REJECTED
  }

  private record Key(UUID replica, long number) {}

  /** The latest of both, each once, the latest first. */
  static List<DeliveryView> latest(
      Collection<StoredDelivery> own, Collection<StoredDelivery> stored) {
    var all = new LinkedHashMap<Key, StoredDelivery>();
    stored.forEach(one -> all.put(new Key(one.replica(), one.number()), one));
    own.forEach(one -> all.put(new Key(one.replica(), one.number()), one));
    var inOrder =
        all.values().stream()
            .sorted(
                Comparator.comparing(StoredDelivery::at)
                    .thenComparing(StoredDelivery::replica)
                    .thenComparing(StoredDelivery::number))
            .toList();
    var shown = new ArrayList<DeliveryView>();
    var events = new HashSet<UUID>();
    for (var one : inOrder.subList(latest(inOrder.size()), inOrder.size())) {
      shown.add(of(one, one.event() == null ? null : !events.add(one.event())));
    }
    return List.copyOf(shown.reversed());
  }

  private static int latest(int size) {
    return Math.max(0, size - RecentDeliveries.KEPT);
  }

  private static DeliveryView of(StoredDelivery one, @Nullable Boolean repeats) {
    return new DeliveryView(
        one.at(),
        one.verdict(),
        one.status(),
        one.code(),
        one.detail(),
        one.event(),
        repeats,
        one.verifier(),
        one.bytes(),
        one.version());
  }
}
