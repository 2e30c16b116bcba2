package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.ShadowCompared.Difference;
import dev.sequitur.rule.matching.domain.index.Index;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How versions that decide without effects decide on an event, beside those that act. Pure, as the
 * decisions are.
 */
public final class Shadowing {

  private Shadowing() {}

  /**
   * What is to be said of one rule.
   *
   * @param shadow the version that decided without effects
   * @param acting the number of the version that acts; 0 = none does
   * @param code why the shadow's condition could not be told, or its run could not have started
   */
  public record Comparison(Rule shadow, int acting, Difference difference, @Nullable String code) {}

  /**
   * Compares; in the order of the rules' uids. Rules of which neither version starts a run are left
   * out, unless the shadow fails.
   *
   * @param decisions what those that act have decided on the event
   */
  public static List<Comparison> compare(
      RuleBook book, Occurrence event, List<Decision> decisions) {
    var shadows = book.shadows(event.event().workspace());
    if (shadows.size() == 0) {
      return List.of();
    }
    var acting = ofShadowed(decisions, shadows);
    var tried = ofShadowed(Evaluation.decideShadows(book, event), shadows);
    var uids = new TreeSet<>(acting.keySet());
    uids.addAll(tried.keySet());
    var comparisons = new ArrayList<Comparison>();
    for (var uid : uids) {
      var shadow = shadows.find(uid);
      var difference = difference(acting.get(uid), tried.get(uid));
      var code = code(tried.get(uid));
      if (shadow != null && (difference != Difference.NONE || code != null)) {
        comparisons.add(new Comparison(shadow, acting(book, shadow), difference, code));
      }
    }
    return comparisons;
  }

  private static Map<UUID, Decision> ofShadowed(List<Decision> decisions, Index<Rule> shadows) {
    var byUid = new HashMap<UUID, Decision>();
    for (var decision : decisions) {
      var uid = decision.rule().starter().uid();
      if (shadows.find(uid) != null) {
        byUid.put(uid, decision);
      }
    }
    return byUid;
  }

  private static int acting(RuleBook book, Rule shadow) {
    var acting = book.find(shadow.workspace(), shadow.starter().uid());
    return acting == null ? 0 : acting.starter().version();
  }

  /** As backtests have it: a run that cannot start is none. */
  private static Difference difference(@Nullable Decision acting, @Nullable Decision shadow) {
    var one = actions(acting);
    var other = actions(shadow);
    if (other == null) {
      return one == null ? Difference.NONE : Difference.REMOVED;
    }
    if (one == null) {
      return Difference.ADDED;
    }
    return one.equals(other) ? Difference.SAME : Difference.CHANGED;
  }

  private static @Nullable List<ActionCall> actions(@Nullable Decision decision) {
    return decision instanceof Decision.Started started ? started.command().actions() : null;
  }

  private static @Nullable String code(@Nullable Decision shadow) {
    return switch (shadow) {
      case Decision.Unmatched(_, var code) -> code;
      case Decision.Failed(_, var rejection) -> rejection.code();
      case Decision.Started _, Decision.Suppressed _ -> null;
      case null -> null;
    };
  }
}
