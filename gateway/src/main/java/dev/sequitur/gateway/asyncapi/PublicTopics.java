package dev.sequitur.gateway.asyncapi;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.DeadLettered;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import java.util.List;
import java.util.Set;

/**
 * The topics that may be read from outside by whom the broker lets. Nobody but the services writes
 * them.
 */
final class PublicTopics {

  /** Ciphertext, hashes, what could not be read, what has not passed: nobody else's business. */
  static final Set<Topic> PRIVATE =
      Set.of(Topics.SECRETS, Topics.API_KEYS, Topics.QUARANTINE, Topics.CORRELATIONS);

  /**
   * One of them.
   *
   * @param records what it holds; empty: events, whose value is the data itself
   */
  record Described(
      String name,
      Topic topic,
      String summary,
      String key,
      List<Class<? extends Record>> records) {}

  private PublicTopics() {}

  static List<Described> all() {
    return List.of(
        new Described(
            "events",
            Topics.EVENTS,
            "Accepted events, as CloudEvents; the broker's stamp is the instant at which each was accepted.",
            "the ordering key, else the subject, else the event's id",
            List.of()),
        new Described(
            "commands",
            Topics.COMMANDS,
            "Decisions: one record for each run that starts, with all its actions; and which runs are to be cancelled.",
            "the run's id",
            List.of(PerformActions.class, CancelRun.class)),
        new Described(
            "outcomes",
            Topics.OUTCOMES,
            "What became of each command, with its attempts; the last of a run carries the run's end.",
            "the run's id",
            List.of(EffectSettled.class)),
        new Described(
            "runs",
            Topics.RUNS,
            "Starts that were refused, what each batch of matching did, how shadows decided beside what acts, and the runs of events that are followed.",
            "the run's id; of a batch the partition's number; of a followed event its id",
            List.of(
                RunStartRejected.class,
                EventsMatched.class,
                ShadowCompared.class,
                FollowedRunsStarted.class,
                FollowedRunEnded.class)),
        new Described(
            "deadLetters",
            Topics.DEAD_LETTERS,
            "Commands that were given up, whole, with cause and attempts.",
            "the command's id",
            List.of(DeadLettered.class)),
        new Described(
            "definitions",
            Topics.DEFINITIONS,
            "Every change of a definition that was ever in force; compacted.",
            "workspace/kind/uid/change",
            List.of(DefinitionPublished.class)),
        new Described(
            "audit",
            Topics.AUDIT,
            "Who did what, in the order of the gateway's chain within a workspace.",
            "the workspace",
            List.of(AuditRecorded.class)));
  }
}
