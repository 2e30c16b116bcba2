package dev.sequitur.rule.matching.domain;

import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.rule.matching.domain.Decision.Started;
import java.util.List;

/** What who follows an event's runs is told of the decisions on it. Pure, as these are. */
public final class Following {

  private Following() {}

  /** The runs that start; none is told too, for then the event is over already. */
  public static FollowedRunsStarted started(Occurrence event, List<Decision> decisions) {
    var runs =
        decisions.stream()
            .filter(Started.class::isInstance)
            .map(decision -> ((Started) decision).command().runId())
            .toList();
    return FollowedRunsStarted.of(event.reference(), event.event().workspace(), runs);
  }
}
