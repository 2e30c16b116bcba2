package dev.sequitur.contracts;

import java.util.List;
import java.util.UUID;

/**
 * Which runs a followed event has started; none is said too. Said beside the batch's summary, of
 * followed events only. The decision is pure, so a repeated batch says the same; where it does not,
 * because rules have changed before the event came a second time, all that were named count.
 *
 * @param event as the commands of these runs have it
 * @param count how many runs were started
 * @param runs their ids; none if they are more than {@link #MOST}, and then nobody can tell when
 *     they are over
 */
public record FollowedRunsStarted(
    EventReference event, String workspace, int count, List<UUID> runs) {

  public static final String TYPE = "dev.sequitur.followed-runs-started.v1";

  /** Ids that are named at most: well below the largest record. */
  public static final int MOST = 10_000;

  public static FollowedRunsStarted of(EventReference event, String workspace, List<UUID> runs) {
    return new FollowedRunsStarted(
        event, workspace, runs.size(), runs.size() > MOST ? List.of() : List.copyOf(runs));
  }

  /** Keyed by the event, as the ends of its runs are: whoever follows it reads one partition. */
  public Message message() {
    return Envelope.message(
        Topics.RUNS, event.id().toString(), TYPE, "/rule-service", workspace, this, null);
  }
}
