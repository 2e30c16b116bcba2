package dev.sequitur.rule.explain;

import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.past.LogWindow.Extent;
import dev.sequitur.rule.past.LogWindow.Narrowed;
import java.util.ArrayList;
import java.util.List;

/** What a window shows of a rule, in sentences: the one that matters most first. */
final class Sayings {

  private Sayings() {}

  /**
   * All of them.
   *
   * @param braked starts of events of the window that its brake has rejected
   */
  static List<String> of(Review review, RuleExplanation.Events events, Extent extent, long braked) {
    var says = new ArrayList<String>();
    if (review.matched() > 0) {
      says.add("It matched " + counted(review.matched(), "event") + ".");
    }
    if (braked > 0) {
      says.add("Its brake rejected " + counted(braked, "start") + " of events that it matched.");
    }
    if (events.ofWorkspace() == 0) {
      says.add(
          "No event came to this workspace. Whether a trigger rests, or nobody sent anything, the"
              + " triggers' own pages tell.");
    } else if (events.ofTypes() == 0 && review.stopped().containsKey(Stop.TYPE)) {
      says.add("None of the events that came has a type that it listens to.");
    }
    resting(review, says);
    nearest(review, says);
    if (extent.narrowed() == Narrowed.RETENTION) {
      says.add("Older events are no longer on the log; the window begins where the log does.");
    } else if (extent.narrowed() == Narrowed.LIMIT) {
      says.add("There are more events than may be looked at; these are the latest.");
    }
    return List.copyOf(says);
  }

  private static void resting(Review review, List<String> says) {
    review
        .stopped()
        .forEach(
            (stop, events) -> {
              var counted = counted(events, "event");
              switch (stop) {
                case SUSPENDED -> says.add("It was suspended while " + counted + " came.");
                case NOT_YET_IN_FORCE ->
                    says.add("It was not yet in force when " + counted + " came.");
                case NOT_PUBLISHED -> says.add("It is a draft, and was never published.");
                case ARCHIVED -> says.add("It was archived when " + counted + " came.");
                case UNUSABLE ->
                    says.add("This service could not use its version when " + counted + " came.");
                case SUPPRESSED ->
                    says.add(counted + " came outside of its validFrom and validUntil.");
                case UNTOLD -> says.add("Its condition could not be told for " + counted + ".");
                case REJECTED -> says.add("It matched " + counted + " whose run could not start.");
                case BRAKED, CONDITION, TYPE, SHADOW -> {}
              }
            });
  }

  private static void nearest(Review review, List<String> says) {
    review.misses().clauses().stream()
        .filter(clause -> clause.alone() > 0)
        .findFirst()
        .ifPresent(
            clause ->
                says.add(
                    clause.clause()
                        + " alone kept it from matching "
                        + counted(clause.alone(), "event")
                        + "."));
  }

  private static String counted(long number, String thing) {
    return number + " " + thing + (number == 1 ? "" : "s");
  }
}
