package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The run that an effect belongs to, as its admission keeps it.
 *
 * @param sole whether it has one effect only, with which it ends
 */
public record Run(
    UUID runId,
    int revision,
    String workspace,
    Starter starter,
    EventReference event,
    Instant decidedAt,
    @Nullable String traceParent,
    boolean sole) {

  /** What is admitted once. */
  public record Key(UUID runId, int revision) implements Comparable<Key> {

    @Override
    public int compareTo(Key other) {
      var byRun = runId.compareTo(other.runId);
      return byRun != 0 ? byRun : Integer.compare(revision, other.revision);
    }
  }

  public Key key() {
    return new Key(runId, revision);
  }
}
