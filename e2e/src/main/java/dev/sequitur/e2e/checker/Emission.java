package dev.sequitur.e2e.checker;

/** Orders that ask for an event which asks for an event, and where that has to end. */
public final class Emission {

  /** As {@code sequitur.executor.emit-hops} is set. */
  public static final int MOST_HOPS = 3;

  private static final String NEXT = "+";

  private Emission() {}

  /** The order in the event that this one's effect emits; an expression becomes one, too. */
  public static String next(String order) {
    return order + NEXT;
  }

  /** How many emitted events must lie behind an order. */
  static int depth(String order) {
    return order.length() - order.replace(NEXT, "").length();
  }

  /** Whether the effect of this order must be refused. */
  static boolean isLast(String order) {
    return depth(order) >= MOST_HOPS;
  }
}
