package dev.sequitur.trigger.definition;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads {@code alarms}: when people are to be told that nothing happens. */
final class AlarmReader {

  private static final String ALARMS = "alarms";

  /** Calls are brought together from all replicas within seconds: less would be noise. */
  private static final Duration SHORTEST = Duration.ofSeconds(10);

  private static final Duration LONGEST_QUIET = Duration.ofDays(366);
  private static final Duration LATEST = Duration.ofDays(7);
  private static final Duration USUALLY_LATE_BY = Duration.ofMinutes(5);

  private AlarmReader() {}

  /** Null if none are asked for, or if something is wrong, which it then says. */
  static @Nullable AlarmSpec read(Fields spec, SourceKind kind) {
    if (!spec.has(ALARMS)) {
      return null;
    }
    var alarms = spec.object(ALARMS);
    if (alarms == null) {
      return null;
    }
    var isSchedule = kind == SourceKind.SCHEDULE;
    if (isSchedule) {
      alarms.only("quietFor", "lateBy");
    } else {
      alarms.only("quietFor");
    }
    var quietFor = alarms.duration("quietFor", SHORTEST, LONGEST_QUIET);
    if (!isSchedule && !alarms.has("quietFor")) {
      alarms.error("quietFor", "MISSING", "quietFor is required");
    }
    var lateBy = isSchedule ? alarms.duration("lateBy", SHORTEST, LATEST) : null;
    return new AlarmSpec(quietFor, isSchedule && lateBy == null ? USUALLY_LATE_BY : lateBy);
  }
}
