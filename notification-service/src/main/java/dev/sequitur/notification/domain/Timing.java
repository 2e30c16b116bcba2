package dev.sequitur.notification.domain;

import java.time.Instant;

/** Whether and when a message goes to a person. */
public sealed interface Timing {

  /** At once. */
  record Now() implements Timing {}

  /** Later, together with what else is held until then. */
  record Held(Reason reason, Instant until) implements Timing {}

  /** Never. */
  record Suppressed(Reason reason) implements Timing {}

  /** What a person wants, at an instant. What is mandatory goes at once, whatever is wanted. */
  static Timing decide(Preferences preferences, Dispatch dispatch, Instant now) {
    if (dispatch.isMandatory()) {
      return new Now();
    }
    var category = dispatch.fact().happening();
    return switch (preferences.mode(dispatch.target().channel(), category)) {
      case OFF -> new Suppressed(Reason.PREFERENCE_OFF);
      case DIGEST ->
          new Held(
              Reason.DIGEST, LocalMoments.next(preferences.zone(), preferences.digestAt(), now));
      case ON -> unlessQuiet(preferences, now);
    };
  }

  private static Timing unlessQuiet(Preferences preferences, Instant now) {
    var quiet = preferences.quiet();
    if (quiet == null) {
      return new Now();
    }
    return quiet
        .endOf(now, preferences.zone())
        .<Timing>map(until -> new Held(Reason.QUIET_HOURS, until))
        .orElseGet(Now::new);
  }
}
