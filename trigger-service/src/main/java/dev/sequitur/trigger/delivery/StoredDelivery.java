package dev.sequitur.trigger.delivery;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.delivery.Delivery.Verdict;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is stored.
 *
 * @param replica the process that took it
 * @param number counts the trigger's calls at that process
 * @param status what the sender was answered
 */
record StoredDelivery(
    UUID replica,
    long number,
    Instant at,
    int version,
    String verifier,
    @Nullable Long bytes,
    DeliveryView.Verdict verdict,
    int status,
    @Nullable String code,
    @Nullable String detail,
    @Nullable UUID event) {

  private static final int DETAIL_LIMIT = 500;

  static StoredDelivery of(UUID replica, RecentDeliveries.Numbered one) {
    return switch (one.delivery().verdict()) {
      case Verdict.Accepted(UUID event) ->
          of(replica, one, DeliveryView.Verdict.ACCEPTED, new Said(202, null, null), event);
      case Verdict.Filtered(String code) ->
          of(replica, one, DeliveryView.Verdict.FILTERED, new Said(202, code, null), null);
      case Verdict.Challenged() ->
          of(replica, one, DeliveryView.Verdict.CHALLENGED, new Said(200, null, null), null);
      case Verdict.Rejected rejected ->
          of(replica, one, DeliveryView.Verdict.REJECTED, said(rejected), null);
    };
  }

  /** What the sender was answered. */
  private record Said(int status, @Nullable String code, @Nullable String detail) {}

  private static StoredDelivery of(
      UUID replica,
      RecentDeliveries.Numbered one,
      DeliveryView.Verdict verdict,
      Said said,
      @Nullable UUID event) {
    var delivery = one.delivery();
    return new StoredDelivery(
        replica,
        one.number(),
        // The database keeps microseconds.
        delivery.at().truncatedTo(ChronoUnit.MICROS),
        delivery.version(),
        delivery.verifier(),
        delivery.bytes(),
        verdict,
        said.status(),
        said.code(),
        said.detail(),
        event);
  }

  private static Said said(Verdict.Rejected rejected) {
    var errors =
        rejected.errors().stream().map(StoredDelivery::text).collect(Collectors.joining("; "));
    var detail = errors.isEmpty() ? rejected.detail() : rejected.detail() + " " + errors;
    return new Said(
        rejected.code().status(),
        rejected.code().name(),
        detail.substring(0, Math.min(detail.length(), DETAIL_LIMIT)));
  }

  private static String text(Violation violation) {
    return violation.pointer() + ": " + violation.code() + ", " + violation.detail();
  }
}
