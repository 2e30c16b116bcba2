package dev.sequitur.notification.domain;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Optional;

/**
 * When somebody wants to be left alone: while the clock on the wall shows a time from the one to
 * the other, over midnight if need be.
 *
 * @param from the first quiet minute
 * @param to the first minute that is not quiet any more; another than {@code from}
 */
public record QuietHours(LocalTime from, LocalTime to) {

  /** When the quiet is over; empty if there is none at this instant. */
  public Optional<Instant> endOf(Instant now, ZoneId zone) {
    if (!covers(now, zone)) {
      return Optional.empty();
    }
    var candidates = new ArrayList<>(LocalMoments.around(zone, to, now));
    // A change of the offset may carry the clock out of the quiet hours, or back into them.
    var change = zone.getRules().nextTransition(now);
    if (change != null) {
      candidates.add(change.getInstant());
    }
    return candidates.stream()
        .filter(moment -> moment.isAfter(now) && !covers(moment, zone))
        .min(Instant::compareTo);
  }

  private boolean covers(Instant instant, ZoneId zone) {
    var time = instant.atZone(zone).toLocalTime();
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : !time.isBefore(from) || time.isBefore(to);
  }
}
