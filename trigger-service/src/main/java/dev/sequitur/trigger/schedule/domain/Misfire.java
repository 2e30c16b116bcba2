package dev.sequitur.trigger.schedule.domain;

/**
 * What becomes of instants that are noticed too late, because nothing was running when they came.
 *
 * @param kept how many of the missed ones fire, the latest; the others are recorded as misfired
 */
public record Misfire(int kept) {

  /** The latest missed one fires, for all of them. */
  public static final Misfire FIRE_ONCE = new Misfire(1);

  /** None fires. */
  public static final Misfire SKIP = new Misfire(0);

  /** The latest missed ones fire, so many at most. */
  public static Misfire catchUp(int most) {
    return new Misfire(most);
  }
}
