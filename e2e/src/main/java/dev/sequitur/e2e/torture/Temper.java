package dev.sequitur.e2e.torture;

import java.util.Random;

/** How targets behave: mostly as asked, sometimes as real ones do, and when told so all alike. */
final class Temper {

  /** How the targets feel. */
  enum Mood {
    /** A few errors, delays, silences and cut connections. */
    USUAL,
    /** Every answer is an error that passes. */
    SICK,
    /** Nothing is ever answered. */
    SILENT,
    /** Applies, then cuts the connection, every time. */
    CUTTING,
    /** Asks for another call, later. */
    BUSY
  }

  /** What becomes of one request. */
  enum Plan {
    ANSWER,
    ANSWER_LATE,
    FAIL,
    THROTTLE,
    CUT_AFTER,
    SILENCE_AFTER,
    REFUSE
  }

  private final Random random;
  private volatile Mood mood = Mood.USUAL;

  Temper(long seed) {
    this.random = new Random(seed);
  }

  void mood(Mood next) {
    mood = next;
  }

  Plan plan() {
    return switch (mood) {
      case SICK -> Plan.FAIL;
      case SILENT -> Plan.SILENCE_AFTER;
      case CUTTING -> Plan.CUT_AFTER;
      case BUSY -> Plan.THROTTLE;
      case USUAL -> usual(random.nextInt(1_000));
    };
  }

  private static Plan usual(int drawn) {
    if (drawn < 20) {
      return Plan.FAIL;
    }
    if (drawn < 30) {
      return Plan.ANSWER_LATE;
    }
    if (drawn < 38) {
      return Plan.CUT_AFTER;
    }
    if (drawn < 40) {
      return Plan.SILENCE_AFTER;
    }
    return drawn < 45 ? Plan.THROTTLE : Plan.ANSWER;
  }
}
