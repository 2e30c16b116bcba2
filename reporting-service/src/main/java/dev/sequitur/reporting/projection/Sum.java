package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What is added to one row of hourly statistics. */
final class Sum {

  /** What is counted. */
  enum Count {
    ACCEPTED,
    MATCHED,
    SUCCEEDED,
    FAILED,
    DEAD,
    UNKNOWN,
    CANCELLED,
    REJECTED,
    ATTEMPTS;

    /** Where a run is counted that is in this state; null while it is open. */
    static @Nullable Count of(RunState state) {
      return switch (state) {
        case RUNNING -> null;
        case SUCCEEDED -> SUCCEEDED;
        case FAILED -> FAILED;
        case UNKNOWN -> UNKNOWN;
        case CANCELLED -> CANCELLED;
        case REJECTED -> REJECTED;
      };
    }

    /** Where an action is counted that is in this state; null while it is open. */
    static @Nullable Count of(EffectState state) {
      return switch (state) {
        case SUCCEEDED -> SUCCEEDED;
        case FAILED -> FAILED;
        case DEAD -> DEAD;
        case UNKNOWN -> UNKNOWN;
        case CANCELLED -> CANCELLED;
        case PLANNED, STARTED, RETRY_WAIT -> null;
      };
    }
  }

  private static final int COUNTS = Count.values().length;

  private final long[] counts = new long[COUNTS];
  private final Durations durations = new Durations();
  private String name = "";
  private String uses = "";

  void add(@Nullable Count count, long times) {
    if (count != null) {
      counts[count.ordinal()] += times;
    }
  }

  /**
   * What a version is called. Of two texts the greater holds, so that their order does not matter.
   */
  void named(String candidate, String itsUses) {
    if ((candidate + '\n' + itsUses).compareTo(name + '\n' + uses) > 0) {
      name = candidate;
      uses = itsUses;
    }
  }

  boolean isZero() {
    return Arrays.stream(counts).allMatch(count -> count == 0) && durations.isEmpty();
  }

  long of(Count count) {
    return counts[count.ordinal()];
  }

  Durations durations() {
    return durations;
  }

  String name() {
    return name;
  }

  String uses() {
    return uses;
  }
}
