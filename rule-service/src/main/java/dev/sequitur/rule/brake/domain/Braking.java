package dev.sequitur.rule.brake.domain;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Which starts pass their brakes. Pure: the same counts and the same asks in the same order give
 * the same answer, and what was answered before is not answered again.
 *
 * <p>Of a window that {@code n} starts have asked for, {@code min(n, starts)} have passed, whatever
 * their order was and however they came in batches.
 */
public final class Braking {

  private Braking() {}

  /**
   * A start that asks.
   *
   * @param starts how many may pass in the window
   */
  public record Ask(UUID run, Window window, int starts) {}

  /** What has become of the starts of a window. */
  public record Count(int passed, int braked) {

    public static final Count NONE = new Count(0, 0);

    Count and(boolean passes) {
      return passes ? new Count(passed + 1, braked) : new Count(passed, braked + 1);
    }
  }

  /**
   * What is known before.
   *
   * @param counts windows that are not there count nothing yet
   * @param answers of runs that have asked before: whether they passed
   */
  public record Known(Map<Window, Count> counts, Map<UUID, Boolean> answers) {}

  /**
   * What is new.
   *
   * @param counts of the windows that have changed
   * @param answers in the order in which they were asked for: whether the run passes
   */
  public record Answered(Map<Window, Count> counts, Map<UUID, Boolean> answers) {}

  /** Answers each run that has no answer yet. */
  public static Answered decide(Known known, List<Ask> asks) {
    var counts = new HashMap<Window, Count>();
    var answers = new LinkedHashMap<UUID, Boolean>();
    for (var ask : asks) {
      if (known.answers().containsKey(ask.run()) || answers.containsKey(ask.run())) {
        continue;
      }
      var before = known.counts().getOrDefault(ask.window(), Count.NONE);
      var count = counts.getOrDefault(ask.window(), before);
      boolean passes = count.passed() < ask.starts();
      counts.put(ask.window(), count.and(passes));
      answers.put(ask.run(), passes);
    }
    return new Answered(counts, answers);
  }
}
