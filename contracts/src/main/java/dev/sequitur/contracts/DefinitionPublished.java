package dev.sequitur.contracts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A definition as it is in force from an instant on. Void if the broker appended it later than
 * {@code effectiveFrom} less the margin; its owner then issues it again with a later instant.
 *
 * @param kind {@code Trigger}, {@code Rule}, {@code Subscription} …
 * @param uid outlives renaming, never reused
 * @param version the published version, from 1
 * @param change counts every change of this uid (publication, disabling, archiving): the highest
 *     wins at one instant
 * @param spec the manifest's {@code spec}
 */
public record DefinitionPublished(
    String workspace,
    String kind,
    UUID uid,
    String name,
    int version,
    long change,
    State state,
    Instant effectiveFrom,
    Map<String, String> labels,
    Map<String, @Nullable Object> spec) {

  /** Whether the version acts. */
  public enum State {
    ACTIVE,
    DISABLED,
    ARCHIVED
  }

  public static final String TYPE = "dev.sequitur.definition-published.v1";

  /** The key of the compacted topic: one record per change that was ever in force. */
  public String key() {
    return workspace + "/" + kind + "/" + uid + "/" + change;
  }

  public Message message() {
    return Envelope.message(Topics.DEFINITIONS, key(), TYPE, "/" + kind, workspace, this, null);
  }

  public DefinitionPublished effectiveFrom(Instant later) {
    return new DefinitionPublished(
        workspace, kind, uid, name, version, change, state, later, labels, spec);
  }
}
